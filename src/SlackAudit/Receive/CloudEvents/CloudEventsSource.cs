using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Receive.CloudEvents;

/// <summary>CloudEvents 1.0 over HTTP: attributes in headers (binary), in the body (structured), or several events in a body (batched).</summary>
public sealed class CloudEventsSource : ISource
{
    const string Format = "application/cloudevents";
    const int LongestAttribute = 1024;

    /// <inheritdoc/>
    public string Type => "cloudevents";

    /// <inheritdoc/>
    public int MaxBodyBytes => 5 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => SharedSecret.Verify(delivery, secrets);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery) => ReadAll(delivery);

    /// <summary>Whether a sender says that it sends CloudEvents.</summary>
    internal static bool Claims(WebhookDelivery delivery) =>
        CloudEventHeaders.AreThere(delivery.Headers) || delivery.Header("Content-Type")?.TrimStart().StartsWith(Format, StringComparison.OrdinalIgnoreCase) == true;

    internal static Reading ReadAll(WebhookDelivery delivery)
    {
        var body = IsBinary(delivery) ? CloudEventHeaders.ToJson(delivery) : JsonText.Utf8Of(delivery.Body);
        using var json = JsonText.Parse(body);
        var events = new List<AuditEvent>();
        var cuts = new JsonCuts();
        foreach (var item in Items(json.RootElement, Claims(delivery)))
        {
            if (item.ValueKind != JsonValueKind.Object) continue;
            events.Add(Event(CloudEvent.Of(item), item, delivery));
            if (CloudEvent.Decoded(item) is var (_, instead)) cuts.Take(body.Span, item.At("data_base64"), instead);
        }

        return new(events, cuts.Apply(body));
    }

    /// <summary>The content type says so first, then the headers; the JSON format is recognised without either.</summary>
    /// <exception cref="UnreadableDeliveryException">It is a format that is not read here, such as Avro.</exception>
    static bool IsBinary(WebhookDelivery delivery)
    {
        var media = delivery.Header("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (!media.StartsWith(Format, StringComparison.Ordinal)) return CloudEventHeaders.AreThere(delivery.Headers);
        if (media.Contains('+', StringComparison.Ordinal) && !media.EndsWith("+json", StringComparison.Ordinal))
            throw new UnreadableDeliveryException("This format of CloudEvents is not read here. Send application/cloudevents+json.") { Status = StatusCodes.Status415UnsupportedMediaType };
        return false;
    }

    // What its sender calls an event, and lacks no more than the version, is one.
    static IEnumerable<JsonElement> Items(JsonElement body, bool isClaimed) => body switch
    {
        { ValueKind: JsonValueKind.Array } => body.EnumerateArray(),
        _ when CloudEvent.Is(body) || (isClaimed && CloudEvent.HasName(body)) => [body],
        _ => throw new UnreadableDeliveryException("The body is not a CloudEvent: a JSON object with specversion, id, source and type, an array of such objects, or anything with these as ce- headers."),
    };

    internal static AuditEvent Event(CloudEvent said, JsonElement item, WebhookDelivery delivery)
    {
        var read = TypedEvent.Of(delivery.Source, Id(said, item), said.Type, GenericTime.Of(said.Time) ?? delivery.ReceivedAt, said.Data, said.Subject);
        var actor = read.Actor ?? OneLine.Of(said.Principal, LongestAttribute);
        return GenericEvent.WithSummary(read with { Actor = actor, ActorTrust = read.Actor is null && actor is not null ? ActorTrust.Asserted : read.ActorTrust });
    }

    // An id is the source's own, so only both are unique. A URI has no spaces.
    static string Id(CloudEvent said, JsonElement item) => (said.Source, said.Id) switch
    {
        ({ } source, { } id) => $"{source} {id}",
        (null, { } id) => id,
        _ => DigestId.Of(JsonMarshal.GetRawUtf8Value(item)),
    };
}
