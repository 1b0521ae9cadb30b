using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Receive.StandardWebhooks;

/// <summary>Whoever signs as Standard Webhooks say, and mostly sends <c>{"type", "timestamp", "data"}</c>.</summary>
public sealed class StandardWebhooksSource : ISource
{
    /// <inheritdoc/>
    public string Type => "standardwebhooks";

    /// <inheritdoc/>
    public int MaxBodyBytes => 5 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => StandardSignature.Verify(delivery, secrets);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        using var json = JsonText.Parse(body);
        var message = StandardSignature.Message(delivery);
        var sentAt = message is var (_, seconds) && seconds > 0 ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253_402_000_000)) : delivery.ReceivedAt;
        return new([Event(delivery.Source, message?.Id ?? DigestId.Of(delivery.Body.Span), json.RootElement, sentAt)], body);
    }

    /// <summary>Whether JSON looks like what the standard proposes.</summary>
    internal static bool Is(JsonElement json) =>
        json.Text("type") is not null && (json.At("data").ValueKind == JsonValueKind.Object || GenericTime.Of(json.At("timestamp")) is not null);

    internal static AuditEvent Event(string source, string id, JsonElement root, DateTimeOffset otherwiseAt) => GenericEvent.WithSummary(TypedEvent.Of(
        source,
        id,
        root.Text("type"),
        GenericTime.Of(root.At("timestamp")) ?? otherwiseAt,
        // Some put what it is about beside the type.
        root.At("data").ValueKind == JsonValueKind.Object ? root.At("data") : root,
        subject: null));
}
