using System.Text.Json;

namespace SlackAudit.Slack.Sockets;

/// <summary>One message of a socket. Anything missing or of another type than it should be is empty.</summary>
sealed record SocketFrame(string Type, string EnvelopeId, JsonElement Body)
{
    const int LongestId = 200;

    /// <summary>A day, in seconds; Slack is known to say a few hours.</summary>
    const int LongestLife = 24 * 60 * 60;

    /// <summary>Reads a message; null where it is none.</summary>
    public static SocketFrame? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var body = document.RootElement.Clone();
            return body.ValueKind == JsonValueKind.Object ? new(SlackPayloads.Text(body, "type"), Id(body), body) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What Slack would have sent to a route.</summary>
    public JsonElement Payload => SlackPayloads.Child(Body, "payload", JsonValueKind.Object, out var payload) ? payload : default;

    /// <summary>Whether an answer may go back with the acknowledgement.</summary>
    public bool AcceptsPayload => SlackPayloads.Child(Body, "accepts_response_payload", JsonValueKind.True, out _);

    /// <summary>Why Slack ends the connection.</summary>
    public string Reason => SlackPayloads.Text(Body, "reason");

    /// <summary>How many connections of this app Slack counts, this one included.</summary>
    public int Connections => Number(Body, "num_connections");

    /// <summary>After how long Slack is going to refresh the connection; a day at most, zero where it does not say.</summary>
    public TimeSpan Lifetime => SlackPayloads.Child(Body, "debug_info", JsonValueKind.Object, out var debug)
        ? TimeSpan.FromSeconds(Math.Clamp(Number(debug, "approximate_connection_time"), 0, LongestLife))
        : TimeSpan.Zero;

    // Ids are kept for a while; one that is too long is none of Slack's.
    static string Id(JsonElement body) => SlackPayloads.Text(body, "envelope_id") is { Length: <= LongestId } id ? id : "";

    static int Number(JsonElement element, string name) =>
        SlackPayloads.Child(element, name, JsonValueKind.Number, out var number) && number.TryGetInt32(out var value) ? value : 0;
}
