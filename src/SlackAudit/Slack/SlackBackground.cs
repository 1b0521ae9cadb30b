using System.Collections.Concurrent;

namespace SlackAudit.Slack;

/// <summary>Work that goes on after its call was acknowledged: waited for when the service stops, and never left running for good.</summary>
sealed class SlackBackground(TimeProvider time, ILogger<SlackBackground> log) : IHostedService, IDisposable
{
    /// <summary>Slack takes late answers for 30 minutes.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(25);
    readonly ConcurrentDictionary<Task, bool> running = [];
    readonly CancellationTokenSource stopping = new();

    /// <summary>Starts the work; its token ends when the time for late answers does, or the service's time to stop.</summary>
    public Task<T> Start<T>(Func<CancellationToken, Task<T>> work) => Track(Limited(work));

    /// <summary>Starts work whose outcome nobody waits for; a failure is logged.</summary>
    public void Start(string what, Func<CancellationToken, Task> work) => Track(Logged(what, work));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (running.Keys.ToArray() is { Length: > 0 } left)
                await Task.WhenAll(left).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
    }

    public void Dispose() => stopping.Dispose();

    TTask Track<TTask>(TTask task)
        where TTask : Task
    {
        running[task] = true;
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    async Task<T> Limited<T>(Func<CancellationToken, Task<T>> work)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping.Token);
        return await Task.Run(() => work(either.Token), CancellationToken.None);
    }

    async Task Logged(string what, Func<CancellationToken, Task> work)
    {
        try
        {
            await Limited(async cancellationToken =>
            {
                await work(cancellationToken);
                return true;
            });
        }
#pragma warning disable CA1031 // Nobody waits for this work, so its failure must end in the log.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning("{What} failed: {Reason}", what, failure.Message);
        }
    }
}
