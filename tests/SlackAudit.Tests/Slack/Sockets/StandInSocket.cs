using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SlackAudit.Tests.Slack.Sockets;

/// <summary>One connection as Slack has it.</summary>
sealed class StandInSocket(WebSocket socket, Action abort) : IDisposable
{
    readonly SemaphoreSlim sending = new(1);
    readonly TaskCompletionSource frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was acknowledged here, and with what.</summary>
    public ConcurrentQueue<JsonNode> Acks { get; } = [];

    /// <summary>Whether Slack routes anything here.</summary>
    public bool IsRouted { get; set; }

    /// <summary>What Slack still says when the service has said good-bye.</summary>
    public Func<Task>? LastWords { get; set; }

    public bool IsOpen => !ended.Task.IsCompleted;

    public Task Ended => ended.Task;

    /// <summary>How the service said good-bye; null where it did not.</summary>
    public WebSocketCloseStatus? Goodbye { get; private set; }

    public async Task Send(string text, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Says why the connection is to end; to those that may no longer be, nothing is routed after that.</summary>
    public async Task Disconnect(string reason)
    {
        if (reason is "too_many_websockets" or "link_disabled") IsRouted = false;
        await Send($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"applink-1"}}""");
    }

    /// <summary>Says good-bye first.</summary>
    public async Task Close()
    {
        IsRouted = false;
        await sending.WaitAsync();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        sending.Release();
    }

    /// <summary>The network goes away and both ends notice.</summary>
    public void Break()
    {
        IsRouted = false;
        abort();
    }

    /// <summary>Reads nothing after the next acknowledgement, so that pings are not answered either; Slack does not notice, and routes on.</summary>
    public void Freeze() => frozen.TrySetResult();

    public async Task<JsonNode> Ack(string envelope)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (Acks.FirstOrDefault(ack => ack["envelope_id"]?.GetValue<string>() == envelope) is { } ack) return ack;
            await Task.Delay(5);
        }
        throw new TimeoutException($"{envelope} was not acknowledged.");
    }

    public async Task Read()
    {
        var text = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                if (frozen.Task.IsCompleted) await thawed.Task;
                var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close) break;
                text.Write(buffer, 0, read.Count);
                if (!read.EndOfMessage) continue;
                Acks.Enqueue(JsonNode.Parse(text.ToArray())!);
                text.SetLength(0);
            }
            Goodbye = socket.CloseStatus;
            if (LastWords is { } more) await more();
            if (socket.State == WebSocketState.CloseReceived) await Close();
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other end is gone.
        }
        finally
        {
            IsRouted = false;
            ended.TrySetResult();
        }
    }

    public void Dispose()
    {
        thawed.TrySetResult();
        if (IsOpen) abort();
        sending.Dispose();
    }
}
