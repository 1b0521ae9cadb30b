using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>AWS CloudTrail: by an API destination of EventBridge, by Firehose, by SNS, and from its log files.</summary>
public sealed class CloudTrailSource : ISource
{
    const int MostUnpacked = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public string Type => "cloudtrail";

    /// <summary>25 MB, for batches of Firehose; what EventBridge and SNS send is far smaller.</summary>
    public int MaxBodyBytes => 25 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => SharedSecret.Verify(delivery, secrets, header: Firehose.AccessKeyHeader);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var values = JsonLines.Read(JsonText.Utf8Of(delivery.Body));
        var root = values.FirstOrDefault();
        var envelopes = new CloudTrailEnvelopes(MostUnpacked);
        envelopes.Open(values);
        if (envelopes.Found.Count == 0 && envelopes.Unreadable > 0) throw new UnreadableDeliveryException("Nothing in the batch is a CloudTrail record or an EventBridge event.");

        var recorded = envelopes.Found.Select(found => (found.Json, Event: Event(delivery, found)))
            .Where(read => delivery.RecordReads || !IsRoutine(read.Event)).ToList();
        var events = recorded.ConvertAll(read => read.Event);
        if (envelopes.Unreadable > 0) events.Add(Firehose.Unreadable(delivery, envelopes.Unreadable, root));
        return new(events, Payload(delivery, envelopes, recorded.ConvertAll(read => read.Json))) { Answer = Firehose.Answer(delivery, root) };
    }

    static AuditEvent Event(WebhookDelivery delivery, FoundRecord found) => found.IsNotice
        ? EventBridgeNotice.Of(delivery.Source, found.Json, found.At ?? delivery.ReceivedAt)
        : CloudTrailEvent.Of(delivery.Source, found.Json, found.At ?? delivery.ReceivedAt);

    static bool IsRoutine(AuditEvent read) => !read.Sensitive && Actions.IsRoutine(read.Action);

    // Of a batch, which is packed and mostly routine, what was recorded; everything else as it came.
    static ReadOnlyMemory<byte> Payload(WebhookDelivery delivery, CloudTrailEnvelopes envelopes, List<JsonElement> recorded)
    {
        if (recorded.Count == 0) return default;
        if (envelopes is { Found.Count: 1, Unreadable: 0, WasPacked: false }) return JsonText.Utf8Of(delivery.Body);
        if (recorded.Count == 1) return JsonMarshal.GetRawUtf8Value(recorded[0]).ToArray();
        using var kept = new MemoryStream();
        kept.WriteByte((byte)'[');
        foreach (var record in recorded)
        {
            if (kept.Length > 1) kept.WriteByte((byte)',');
            kept.Write(JsonMarshal.GetRawUtf8Value(record));
        }

        kept.WriteByte((byte)']');
        return kept.ToArray();
    }
}
