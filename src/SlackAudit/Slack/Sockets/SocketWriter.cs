using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Slack.Sockets;

/// <summary>Says what we have to say to a socket, one thing after another.</summary>
sealed class SocketWriter(WebSocket socket, TimeSpan patience, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim sending = new(1);

    /// <summary>Acknowledges an envelope; a socket that does not take that in time is broken off.</summary>
    /// <param name="id">The envelope's.</param>
    /// <param name="payload">The answer, as JSON; null for none.</param>
    public async Task Acknowledge(string id, string? payload)
    {
        var acknowledgement = new JsonObject { ["envelope_id"] = id };
        if (payload is not null) acknowledgement["payload"] = JsonNode.Parse(payload);
        var text = JsonSerializer.SerializeToUtf8Bytes(acknowledgement, SlackJson.Options);
        using var limit = new CancellationTokenSource(patience, time);
        await Alone(cancellationToken => socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken), limit.Token);
    }

    /// <summary>Says good-bye; nothing can be said after that.</summary>
    public Task Goodbye(CancellationToken cancellationToken) =>
        Alone(cancellationToken => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken), cancellationToken);

    public void Dispose() => sending.Dispose();

    async Task Alone(Func<CancellationToken, Task> say, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            await say(cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }
}
