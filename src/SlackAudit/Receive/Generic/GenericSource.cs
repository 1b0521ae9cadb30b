using System.Text.Json;
using SlackAudit.Receive.CloudEvents;

namespace SlackAudit.Receive.Generic;

/// <summary>Anything that can post JSON: one event, an array of events, or one event a line, in the names of our own event JSON; or CloudEvents.</summary>
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
        return new([.. events.Select((json, index) => GenericEvent.Read(json, json, index + 1, delivery, ids))], body);
    }

    // The bytes decide, not the content type, which senders leave out or get wrong.
    static List<JsonElement> Objects(ReadOnlyMemory<byte> body)
    {
        var values = JsonLines.Read(body);
        if (values.Count == 0) throw new UnreadableDeliveryException("The body is empty. Send one JSON object, an array of them, or one object a line.");
        return [.. values.SelectMany(value => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : (JsonElement[])[value])];
    }
}
