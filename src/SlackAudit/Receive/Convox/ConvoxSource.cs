using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.Convox.RackLog;

namespace SlackAudit.Receive.Convox;

/// <summary>Convox racks: version 3 signs its deliveries, version 2 can carry a secret only in the address it posts to.</summary>
/// <remarks>
/// A rack whose list of signing keys is broken goes on unsigned without a word. So an unsigned delivery counts only when it brings an active
/// secret itself, and one with a signature counts by its signature alone.
/// </remarks>
public sealed class ConvoxSource : ISource
{
    /// <inheritdoc/>
    public string Type => "convox";

    /// <summary>25 MB, for a rack's log by Firehose; its own events are far smaller.</summary>
    public int MaxBodyBytes => 25 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) =>
        delivery.Headers.ContainsKey(ConvoxSignature.HeaderName)
            ? ConvoxSignature.Verify(delivery, secrets)
            : SharedSecret.Verify(delivery, secrets, inAddress: true, header: Firehose.AccessKeyHeader);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        using var json = JsonText.Parse(delivery.Body);
        var root = json.RootElement;
        return Firehose.IsBatch(root) ? RackReading.Of(delivery, root) : new([Event(delivery, root)], Payload(delivery, root));
    }

    // A description that tells a change of the environment has names in it; should one have a value, that goes.
    static ReadOnlyMemory<byte> Payload(WebhookDelivery delivery, JsonElement root)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        var cuts = new JsonCuts();
        foreach (var said in root.Every("data", "description"))
        {
            if (ConvoxEnvironment.Read(said.Text()) is { } change && change.Description != said.Text()) cuts.Take(body.Span, said, JsonSerializer.SerializeToUtf8Bytes(change.Description));
        }

        return cuts.Apply(body);
    }

    static AuditEvent Event(WebhookDelivery delivery, JsonElement body)
    {
        var data = body.At("data");
        var sourceAction = body.TextOrNumber("action")?.Trim();
        if (sourceAction is null && !(data.ValueKind == JsonValueKind.Object && (body.Text("status") is not null || body.Instant("timestamp") is not null))) throw Unreadable(body);
        var action = sourceAction?.ToLowerInvariant() ?? "";
        var meaning = ConvoxActions.Meaning(action, data);
        var (actor, trust) = ConvoxActor.Of(data);
        var (target, targetType) = ConvoxTarget.Of(action, data);
        var (outcome, verb) = ConvoxOutcome.Of(action, body.Text("status"), data);
        var read = new AuditEvent
        {
            Source = delivery.Source,
            // A rack sends no id of its own; sent again, it sends the same bytes, to the nanosecond.
            SourceEventId = DigestId.Of(delivery.Body.Span),
            Action = meaning.Action,
            SourceAction = sourceAction,
            Actor = actor,
            ActorTrust = trust,
            App = ConvoxTarget.App(action, data),
            Target = target,
            TargetType = targetType,
            Scope = data.TextOrNumber("rack"),
            Outcome = outcome,
            Sensitive = meaning.Sensitive,
            OccurredAt = body.Instant("timestamp") ?? delivery.ReceivedAt,
            Correlation = ConvoxReferences.Of(action, data),
            Summary = "",
        };
        return read with { Summary = ConvoxSummary.Of(read, meaning, verb, data) };
    }

    static UnreadableDeliveryException Unreadable(JsonElement body) => new(body.Text("Type") is not null && body.Text("Message") is not null
        ? "The body is an Amazon SNS message of a topic that is not known. Set Sources:NAME:Topics to the topic's ARN, or let the rack post to this address itself: convox resources create webhook Url=..."
        : "The body is not a Convox event: it has to be a JSON object with an \"action\".");
}
