using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Receive.Custom;

/// <summary>Anything that posts JSON, read as the settings say: each item becomes an event in the names of our own event JSON, and is read as such.</summary>
public sealed class CustomSource(CustomMapping mapping) : ISource
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "custom";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public int MaxBodyBytes => 5 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) =>
        mapping.Signature is { } signature ? signature.Verify(delivery, secrets)
        : mapping.SecretHeader is { } header ? SharedSecret.VerifyHeader(delivery, header, secrets)
        : SharedSecret.Verify(delivery, secrets, mapping.SecretInAddress);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var values = JsonLines.Read(JsonText.Utf8Of(delivery.Body)).Select(value => CustomRedaction.Apply(value, mapping.Redact)).ToList();
        if (values.Count == 0) throw new UnreadableDeliveryException("The body is empty. Send JSON.");
        var items = CustomItems.Split(mapping, values, MaxBodyBytes).Select(item => mapping.Decode == ItemDecoding.None ? item : CustomRedaction.Apply(item, mapping.Redact)).ToList();
        var ids = new GenericEventIds(delivery.ReceivedAt);
        var events = new List<AuditEvent>();
        foreach (var item in items)
        {
            if (mapping.Skip.Any(skip => skip.What.Read(item, delivery) is { } text && skip.Is.Contains(text))) continue;
            events.Add(GenericEvent.Read(Mapped(item, delivery), item, events.Count + 1, delivery, ids));
        }
        // What was wrapped is kept unwrapped, or its secrets could not be seen.
        return new Reading(events, Kept(mapping.Decode == ItemDecoding.None ? values : items));
    }

    JsonElement Mapped(JsonElement item, WebhookDelivery delivery)
    {
        using var mapped = new MemoryStream();
        using (var writer = new Utf8JsonWriter(mapped))
        {
            writer.WriteStartObject();
            foreach (var (name, rule) in mapping.Fields)
            {
                if (rule.Read(item, delivery) is { } text) writer.WriteString(name, text);
                else if (name == "action") writer.WriteString(name, Actions.Other);
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(mapped.GetBuffer().AsSpan(0, (int)mapped.Length));
    }

    static ReadOnlyMemory<byte> Kept(List<JsonElement> values)
    {
        if (values.Count == 0) return default;
        using var kept = new MemoryStream();
        foreach (var value in values)
        {
            if (kept.Length > 0) kept.WriteByte((byte)'\n');
            kept.Write(JsonMarshal.GetRawUtf8Value(value));
        }
        return kept.ToArray();
    }
}
