using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>The audit webhook of Kubernetes API servers: lists of audit events, or one alone; or the lines of a server's audit log, sent on by a log shipper.</summary>
/// <remarks>
/// The server repeats a list that is not answered 2xx and gives it up after five tries. So one odd event never costs the others: what has
/// no meaning here is recorded in the server's words, and what is no event at all is passed over.
/// </remarks>
public sealed class KubernetesSource : ISource
{
    /// <inheritdoc/>
    public string Type => "kubernetes";

    /// <summary>25 MB: a server whose lists may be larger has to be told to truncate (<c>--audit-webhook-truncate-enabled</c>).</summary>
    public int MaxBodyBytes => 25 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => SharedSecret.Verify(delivery, secrets);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        var values = JsonLines.Read(body).ConvertAll(Items);
        if (values.TrueForAll(items => items is null)) throw Unknown();
        var events = new List<AuditEvent>();
        var payload = new KubernetesPayload(body);
        foreach (var item in values.SelectMany(items => items ?? []))
        {
            if (item.ValueKind != JsonValueKind.Object || KubernetesEvent.Read(item, delivery) is not { } read) continue;
            events.Add(read);
            payload.Keep(item);
        }

        return new(events, payload.Kept());
    }

    static IEnumerable<JsonElement>? Items(JsonElement body) => body switch
    {
        { ValueKind: JsonValueKind.Array } => body.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when body.At("items").ValueKind == JsonValueKind.Array => body.Items("items"),
        // A list without anything in it, as the server's language writes it.
        { ValueKind: JsonValueKind.Object } when body.Text("kind") == "EventList" && body.At("items").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined => [],
        { ValueKind: JsonValueKind.Object } when body.Text("auditID") is not null || body.Text("verb") is not null || body.Text("kind") == "Event" => [body],
        _ => null,
    };

    static UnreadableDeliveryException Unknown() =>
        new("The body is not an audit event of Kubernetes nor a list of them (kind EventList). Point an API server's --audit-webhook-config-file at this address.");
}
