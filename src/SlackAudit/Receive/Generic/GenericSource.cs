using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.CloudEvents;
using SlackAudit.Receive.StandardWebhooks;

namespace SlackAudit.Receive.Generic;

/// <summary>
/// Anything that can post JSON: one event, an array of events, or one event a line, in the names of our own event JSON, as CloudEvents, or as
/// Standard Webhooks put them.
/// </summary>
public sealed class GenericSource : ISource
{
    /// <inheritdoc/>
    public string Type => "generic";

    /// <inheritdoc/>
    public int MaxBodyBytes => 5 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => SharedSecret.Verify(delivery, secrets);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        if (CloudEventsSource.Claims(delivery)) return CloudEventsSource.ReadAll(delivery);
        var body = JsonText.Utf8Of(delivery.Body);
        var events = Objects(body);
        var ids = new GenericEventIds(delivery.ReceivedAt);
        return new([.. events.Select((json, index) => Event(json, index, events.Count, delivery, ids))], Payload(body, events));
    }

    static AuditEvent Event(JsonElement json, int index, int count, WebhookDelivery delivery, GenericEventIds ids)
    {
        var isOurs = json.TextOrNumber("action") is not null;
        if (!isOurs && CloudEvent.Is(json)) return CloudEventsSource.Event(CloudEvent.Of(json), json, delivery);
        if (isOurs || !StandardWebhooksSource.Is(json)) return GenericEvent.Read(json, json, index + 1, delivery, ids);
        var id = (count == 1 ? StandardSignature.Message(delivery)?.Id : null) ?? ids.Of(json, json, GenericTime.Of(json.At("timestamp")) is not null);
        return StandardWebhooksSource.Event(delivery.Source, id, json, delivery.ReceivedAt);
    }

    // What is packed into a CloudEvent is kept unpacked, so that no secret hides in it.
    static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> body, List<JsonElement> events)
    {
        if (!events.Exists(json => json.Text("data_base64") is not null)) return body;
        var kept = new ArrayBufferWriter<byte>(body.Length);
        foreach (var json in events)
        {
            kept.Write(kept.WrittenCount == 0 ? "["u8 : ","u8);
            var raw = JsonMarshal.GetRawUtf8Value(json);
            var cuts = new JsonCuts();
            if (CloudEvent.Decoded(json) is var (_, instead)) cuts.Take(raw, json.At("data_base64"), instead);
            cuts.Write(raw, kept);
        }

        kept.Write("]"u8);
        return kept.WrittenMemory;
    }

    // The bytes decide, not the content type, which senders leave out or get wrong.
    static List<JsonElement> Objects(ReadOnlyMemory<byte> body)
    {
        var values = JsonLines.Read(body);
        if (values.Count == 0) throw new UnreadableDeliveryException("The body is empty. Send one JSON object, an array of them, or one object a line.");
        return [.. values.SelectMany(value => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : (JsonElement[])[value])];
    }
}
