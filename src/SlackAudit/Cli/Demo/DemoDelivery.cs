using System.Text.Json;
using SlackAudit.Receive;

namespace SlackAudit.Cli.Demo;

/// <summary>A delivery as one of the demo's senders makes it, not yet signed.</summary>
/// <param name="Source">Where it goes: <c>/hooks/{source}</c>.</param>
/// <param name="At">When the sender made it.</param>
/// <param name="Body">The bytes that it sends.</param>
/// <param name="Headers">What it says of them.</param>
sealed record DemoDelivery(string Source, DateTimeOffset At, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>How all three senders write their fields.</summary>
    static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The delivery of a body that is written out as JSON.</summary>
    public static DemoDelivery Of(string source, DateTimeOffset at, object body, params (string Name, string Value)[] headers) => new(
        source, at, JsonSerializer.SerializeToUtf8Bytes(body, Snake), headers.ToDictionary(header => header.Name, header => header.Value));

    /// <summary>The same as it arrives at the service.</summary>
    public WebhookDelivery Arriving(DateTimeOffset receivedAt)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in Headers) headers[name] = value;
        return new WebhookDelivery { Source = Source, Headers = headers, Body = Body, ReceivedAt = receivedAt };
    }
}
