namespace SlackAudit.Slack.Sockets;

/// <summary>Keeps one connection to Slack: before one ends there is another, and what broke is replaced.</summary>
sealed class SocketSlot(
    Func<CancellationToken, Task<SlackSocket>> connect, SocketNews news, LiveSockets live, SocketMeters meters, SocketPace pace, TimeProvider time)
{
    SlackSocket? current;
    SlackSocket? retired;
    int failures;

    /// <summary>Runs until it is stopped, and then says good-bye.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            while (true) await Task.Delay(await Next(stopping), time, stopping);
        }
        finally
        {
            await Task.WhenAll(Close(current), Close(retired));
        }
    }

    /// <summary>One connection, until another is needed; how long to wait before that.</summary>
    async Task<TimeSpan> Next(CancellationToken stopping)
    {
        failures++;
        try
        {
            var end = await Live(await connect(stopping), stopping);
            meters.Ended(end);
            news.Ended(end);
            return pace.After(end, failures, Random.Shared.NextDouble());
        }
        catch (SlackException refusal)
        {
            if (refusal is not SlackRateLimitException) news.Trouble(refusal.ErrorCode, $"Socket Mode cannot connect. {refusal.Message}", passes: !refusal.IsPermanent);
            return pace.After(refusal, failures, Random.Shared.NextDouble());
        }
#pragma warning disable CA1031 // Whatever keeps a connection from being made, the next one may be.
        catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            news.Trouble("connect", $"Socket Mode cannot connect ({failure.Message}). It is tried again.", passes: true);
            return pace.Backoff(failures, Random.Shared.NextDouble());
        }
    }

    async Task<SocketEnd> Live(SlackSocket next, CancellationToken stopping)
    {
        try
        {
            if (await next.Greeting(stopping) is not { } hello) return await next.Told;
            news.Greeted();
            news.Counted(hello.Connections, live.Lately());
            Retire(current);
            current = next;
            var end = await Needed(next, hello.Lifetime, stopping);
            if (end.MustGoFirst()) await Close(next);
            return end;
        }
        finally
        {
            if (next != current) await Close(next);
        }
    }

    /// <summary>Why another one is needed.</summary>
    async Task<SocketEnd> Needed(SlackSocket socket, TimeSpan lifetime, CancellationToken stopping)
    {
        if (await Told(socket, pace.Healthy, stopping) is { } early) return early;
        failures = 0;
        news.Well();
        return lifetime == TimeSpan.Zero
            ? await socket.Told.WaitAsync(stopping)
            : await Told(socket, lifetime + pace.Overdue, stopping) ?? SocketEnd.Overdue;
    }

    async Task<SocketEnd?> Told(SlackSocket socket, TimeSpan patience, CancellationToken stopping)
    {
        try
        {
            return await socket.Told.WaitAsync(patience, time, stopping);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Lets one go that has been replaced; of those there is one at a time, since Slack counts them.</summary>
    void Retire(SlackSocket? replaced)
    {
        if (replaced is null) return;
        _ = Close(retired);
        retired = replaced;
        _ = replaced.Retire();
    }

    static Task Close(SlackSocket? socket) => socket is null ? Task.CompletedTask : socket.DisposeAsync().AsTask();
}
