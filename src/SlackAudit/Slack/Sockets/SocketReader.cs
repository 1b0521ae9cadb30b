using System.Buffers;
using System.Net.WebSockets;

namespace SlackAudit.Slack.Sockets;

/// <summary>What was read from a socket.</summary>
enum SocketRead
{
    /// <summary>A text, whole.</summary>
    Text,

    /// <summary>Something that Slack never sends.</summary>
    Binary,

    /// <summary>A text that is longer than any of Slack's; it was read and dropped.</summary>
    TooLarge,

    /// <summary>The other end said good-bye.</summary>
    Closed,
}

/// <summary>Reads whole messages, in bounded memory however long they are.</summary>
sealed class SocketReader(WebSocket socket)
{
    /// <summary>In bytes; what a route takes, too.</summary>
    internal const int Longest = 1024 * 1024;

    /// <summary>What is kept between messages.</summary>
    const int Kept = 64 * 1024;

    ArrayBufferWriter<byte> text = new(8192);

    /// <summary>The next message; its text is good until the one after.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task<(SocketRead Kind, ReadOnlyMemory<byte> Text)> Next()
    {
        if (text.Capacity > Kept) text = new(8192);
        text.ResetWrittenCount();
        var tooLarge = false;
        while (true)
        {
            var read = await socket.ReceiveAsync(text.GetMemory(4096), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) return (SocketRead.Closed, default);
            text.Advance(read.Count);
            tooLarge |= text.WrittenCount > Longest;
            if (tooLarge) text.ResetWrittenCount();
            if (!read.EndOfMessage) continue;
            if (read.MessageType == WebSocketMessageType.Binary) return (SocketRead.Binary, default);
            return tooLarge ? (SocketRead.TooLarge, default) : (SocketRead.Text, text.WrittenMemory);
        }
    }
}
