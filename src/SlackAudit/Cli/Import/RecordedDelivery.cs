using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;

namespace SlackAudit.Cli.Import;

/// <summary>
/// A delivery that was written down: its body alone, or an object with <c>headers</c>, <c>body</c> and, if known, <c>received_at</c>.
/// Nobody verifies it: whoever imports vouches for it.
/// </summary>
static partial class RecordedDelivery
{
    const string GitHub = "github";
    const string GitHubEvent = "X-GitHub-Event";

    public static bool IsWrapped(JsonElement json) =>
        json.At("headers").ValueKind == JsonValueKind.Object && json.At("body").ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String;

    /// <summary>The delivery as it arrived, as far as the file knows.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="type">What reads it.</param>
    /// <param name="body">The bytes of the file or line.</param>
    /// <param name="json">The same, parsed; undefined where it is no JSON.</param>
    /// <param name="file">Where it comes from.</param>
    /// <exception cref="UnreadableDeliveryException">Nothing tells what kind of delivery it is.</exception>
    public static WebhookDelivery Of(string source, ISource type, ReadOnlyMemory<byte> body, JsonElement json, ImportFile file)
    {
        var wrapped = IsWrapped(json);
        var delivery = new WebhookDelivery
        {
            Source = source,
            Headers = wrapped ? Headers(json.At("headers")) : new HeaderDictionary(),
            Body = wrapped ? Body(json.At("body")) : body,
            ReceivedAt = (wrapped ? json.Instant("received_at") : null) ?? file.WrittenAt,
        };
        if (type.Type == GitHub && delivery.Header(GitHubEvent) is null) delivery.Headers[GitHubEvent] = GitHubKind(file.BareName);
        return delivery;
    }

    /// <summary>
    /// The events of a delivery under ids that are the same whenever it is imported. A reader makes ids up where a delivery has none that
    /// lasts; those are replaced by what the bytes themselves give.
    /// </summary>
    public static IReadOnlyList<AuditEvent> WithLastingIds(ISource type, WebhookDelivery delivery, IReadOnlyList<AuditEvent> events)
    {
        // CloudTrail's own ids look like those that are made up; reading every record twice would halve the speed for nothing.
        if (type is CloudTrailSource || !events.Any(e => Guid.TryParse(e.SourceEventId, out _))) return events;
        // What a second reading does not repeat was made up.
        var again = type.Read(delivery).Events;
        var digest = DigestId.Of(delivery.Body.Span);
        return [.. events.Select((e, i) => e.SourceEventId == again[i].SourceEventId ? e : e with { SourceEventId = i == 0 ? digest : $"{digest}/{i + 1}" })];
    }

    static HeaderDictionary Headers(JsonElement json)
    {
        var headers = new HeaderDictionary();
        foreach (var header in json.EnumerateObject())
        {
            var values = header.Value.ValueKind == JsonValueKind.Array ? header.Value.Items().Select(value => value.TextOrNumber()) : [header.Value.TextOrNumber()];
            var name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(header));
            headers[name] = new StringValues([.. values.OfType<string>()]);
        }
        return headers;
    }

    static ReadOnlyMemory<byte> Body(JsonElement body) =>
        body.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(body.Text() ?? "") : JsonMarshal.GetRawUtf8Value(body).ToArray();

    static string GitHubKind(string fileName) => Kind().Match(fileName) is { Success: true } match
        ? match.Groups["kind"].Value
        : throw new UnreadableDeliveryException(
            "Nothing says which event of GitHub this is. Call the file after it, as in push.json or deployment_status.created.json, or write the delivery as {\"headers\": {\"X-GitHub-Event\": ...}, \"body\": {...}}.");

    [GeneratedRegex(@"^(?<kind>[a-z]+(_[a-z]+)*)\.")]
    private static partial Regex Kind();
}
