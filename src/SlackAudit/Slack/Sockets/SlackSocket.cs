using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace SlackAudit.Slack.Sockets;

/// <summary>One connection to Slack, from its greeting to its end.</summary>
sealed class SlackSocket : IAsyncDisposable
{
    /// <summary>How much may be under way before no more is read.</summary>
    const int MostUnderWay = 64;

    readonly ClientWebSocket socket = new();
    readonly SocketWriter writer;
    readonly ConcurrentDictionary<Task, bool> underWay = [];
    readonly TaskCompletionSource<SocketFrame?> greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<SocketEnd> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    readonly SocketEnvelopes envelopes;
    readonly SocketPace pace;
    readonly TimeProvider time;
    Task reading = Task.CompletedTask;
    Task? closing;

    SlackSocket(SocketEnvelopes envelopes, SocketPace pace, TimeProvider time)
    {
        (this.envelopes, this.pace, this.time, writer) = (envelopes, pace, time, new SocketWriter(socket, pace.Ack, time));
        // Both together are what finds a peer that is no longer there: our pings, and an end to waiting for their answers.
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (pace.Ping, pace.Ping);
    }

    /// <summary>Why it needs another one, as soon as that is known.</summary>
    public Task<SocketEnd> Told => told.Task;

    /// <summary>Connects; whether Slack greets is <see cref="Greeting"/>.</summary>
    /// <exception cref="WebSocketException">Nobody answers there.</exception>
    /// <exception cref="TimeoutException">Nobody answers there in time.</exception>
    public static async Task<SlackSocket> Connect(
        Uri address, SocketEnvelopes envelopes, LiveSockets live, SocketPace pace, TimeProvider time, CancellationToken cancellationToken)
    {
        var connected = new SlackSocket(envelopes, pace, time);
        using var late = new CancellationTokenSource(pace.Hello, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await connected.socket.ConnectAsync(address, either.Token);
        }
        catch (Exception failure)
        {
            connected.socket.Dispose();
            connected.writer.Dispose();
            if (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested) throw new TimeoutException("it was not taken in time", failure);
            throw;
        }
        connected.reading = connected.Read(live);
        return connected;
    }

    /// <summary>Slack's greeting; null where the connection ended first, or Slack did not greet in time.</summary>
    public async Task<SocketFrame?> Greeting(CancellationToken cancellationToken)
    {
        try
        {
            return await greeted.Task.WaitAsync(pace.Hello, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            told.TrySetResult(SocketEnd.NoHello);
            return null;
        }
    }

    /// <summary>Leaves the good-bye to Slack, for what is still on its way, and says it if Slack does not.</summary>
    public async Task Retire()
    {
        try
        {
            await reading.WaitAsync(pace.Linger, time);
        }
        catch (TimeoutException)
        {
            // It is for us to say.
        }
        await DisposeAsync();
    }

    /// <summary>Acknowledges what is under way, says good-bye, takes what comes until Slack says so too, and lets go.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate) closing ??= Task.Run(Close);
        return new(closing);
    }

    async Task Close()
    {
        using var limit = new CancellationTokenSource(pace.Ack, time);
        try
        {
            await Task.WhenAll(underWay.Keys).WaitAsync(limit.Token);
            await writer.Goodbye(limit.Token);
            await reading.WaitAsync(limit.Token);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Nobody is there to say good-bye to.
        }
        socket.Abort();
        await reading;
        await Task.WhenAll(underWay.Keys);
        socket.Dispose();
        writer.Dispose();
    }

    async Task Read(LiveSockets live)
    {
        live.Opened();
        var end = SocketEnd.Broken;
        try
        {
            var reader = new SocketReader(socket);
            while (await reader.Next() is var message && message.Kind != SocketRead.Closed)
            {
                Take(message.Kind, message.Text);
                while (underWay.Keys is { Count: >= MostUnderWay } answers) await Task.WhenAny(answers);
            }
            end = SocketEnd.Closed;
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // However it went, another one is needed.
        }
        finally
        {
            live.Ended();
            Finish(end);
            // Nothing comes any more, so it lets go by itself: Slack counts a connection until its good-bye is answered.
            _ = DisposeAsync().AsTask();
        }
    }

    void Take(SocketRead kind, ReadOnlyMemory<byte> text)
    {
        if (kind == SocketRead.TooLarge) envelopes.TooLarge();
        else if (kind == SocketRead.Binary || SocketFrame.Read(text) is not { } frame) envelopes.Unreadable("", "it is not JSON");
        else if (frame.Type == "hello") greeted.TrySetResult(frame);
        else if (frame.Type == "disconnect") Finish(SocketEnds.Read(frame.Reason));
        else if (frame.EnvelopeId.Length == 0) envelopes.Unreadable(frame.Type, "it has no envelope_id");
        else Track(Answer(frame));
    }

    void Finish(SocketEnd end)
    {
        told.TrySetResult(end);
        greeted.TrySetResult(null);
    }

    /// <summary>Puts an envelope to work and acknowledges it, here: Slack takes it from no other connection.</summary>
    async Task Answer(SocketFrame frame)
    {
        var payload = await envelopes.Take(frame);
        try
        {
            await writer.Acknowledge(frame.EnvelopeId, payload);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            envelopes.Unacknowledged(frame.Type);
        }
    }

    void Track(Task answer)
    {
        underWay[answer] = true;
        answer.ContinueWith(done => underWay.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    static bool IsGone(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;
}
