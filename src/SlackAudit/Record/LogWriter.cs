using System.Collections.Concurrent;
using System.Diagnostics;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>
/// The log's one writer in this process. Whoever brings work while nobody writes becomes the writer and commits all that has
/// queued in one transaction (group commit), so a lone caller commits at once and nobody waits on a timer.
/// </summary>
sealed class LogWriter(ILogEngine engine, LogBatcher batcher, INotificationRouter router, ILogger<LogWriter> logger, LogMeters? meters = null) : IAsyncDisposable
{
    /// <summary>Beyond this many waiting callers a new one is turned away: back-pressure is an answer, not memory.</summary>
    internal const int Capacity = 4096;

    const int MostInOneBatch = 64;

    // Long enough for a server to come back from a restart, and short enough for a sender who waits.
    static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    readonly ConcurrentQueue<LogWork> queue = new();
    int waiting;
    int writing;
    volatile bool isClosed;

    /// <summary>How many callers' work has not been begun.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Commits the work, alone or with others'.</summary>
    /// <exception cref="LogUnavailableException">It was not committed, as far as can be known.</exception>
    public async Task<LogWorkResult> CommitAsync(LogWork work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Increment(ref waiting) > Capacity || isClosed)
        {
            Interlocked.Decrement(ref waiting);
            throw new LogUnavailableException(isClosed
                ? "The service is stopping. Repeat when it runs again."
                : "The log is behind: too many deliveries are waiting to be written. Repeat in a moment.");
        }
        queue.Enqueue(work);
        if (Interlocked.CompareExchange(ref writing, 1, 0) == 0) await WriteOneBatchAsync();
        return await work.Completion;
    }

    /// <summary>Commits all of the work, in this order. What became of each is its own <see cref="LogWork.Completion"/>.</summary>
    /// <remarks>The caller brings no more than it would have wait: nothing is turned away here.</remarks>
    public async Task CommitAsync(IReadOnlyList<LogWork> works)
    {
        Interlocked.Add(ref waiting, works.Count);
        foreach (var work in works) queue.Enqueue(work);
        if (Interlocked.CompareExchange(ref writing, 1, 0) == 0) await WriteOneBatchAsync();
        await Task.WhenAll(works.Select(work => (Task)work.Completion)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Turns new callers away and ends when everything that was queued is committed or refused.</summary>
    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        Interlocked.MemoryBarrier();
        while (Volatile.Read(ref waiting) > 0 || Volatile.Read(ref writing) > 0) await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    async Task WriteOneBatchAsync()
    {
        var batch = Take();
        var owed = batch.Count > 0 && await WriteAsync(batch);
        Volatile.Write(ref writing, 0);
        // Somebody may have queued between the last look and the line above; then the next batch is written on another thread,
        // so that this caller's answer does not wait for it.
        if (!queue.IsEmpty && Interlocked.CompareExchange(ref writing, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteOneBatchAsync(), this, preferLocal: false);
        // Last, because waking somebody may take a round trip of its own.
        if (owed) router.Wake();
    }

    List<LogWork> Take()
    {
        var batch = new List<LogWork>();
        while (batch.Count < MostInOneBatch && queue.TryDequeue(out var work)) batch.Add(work);
        Interlocked.Add(ref waiting, -batch.Count);
        return batch;
    }

    /// <returns>Whether something may now be owed.</returns>
    async Task<bool> WriteAsync(List<LogWork> batch)
    {
        try
        {
            var (results, owed) = await TransactAsync(batch);
            for (var i = 0; i < batch.Count; i++) batch[i].Complete(results[i]);
            return owed;
        }
        catch (LogUnavailableException exception)
        {
            foreach (var work in batch) work.Fail(exception);
            return false;
        }
        catch (Exception exception) when (batch.Count > 1)
        {
            // One caller's work cannot be written; it must not take the others with it.
            logger.LogWarning(exception, "A batch of {Count} could not be written whole; writing one by one.", batch.Count);
            var owed = false;
            foreach (var work in batch) owed |= await WriteAsync([work]);
            return owed;
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The log could not write.");
            batch[0].Fail(exception);
            return false;
        }
    }

    async Task<(LogWorkResult[] Results, bool Owed)> TransactAsync(List<LogWork> batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var begun = Stopwatch.GetTimestamp();
                await using var session = await engine.BeginAsync(CancellationToken.None);
                var (results, owed) = await batcher.CommitAsync(session, batch);
                meters?.Committed(batch.Count, Stopwatch.GetElapsedTime(begun));
                // If the connection was lost while committing, the earlier attempt may have been the one that owes.
                return (results, owed || attempt > 0);
            }
            catch (Exception exception) when (attempt < Pauses.Length && engine.IsTransient(exception))
            {
                logger.LogWarning("The database did not take a batch of {Count}; trying again. ({Reason})", batch.Count, exception.Message);
                await Task.Delay(Pauses[attempt]);
            }
            catch (Exception exception) when (engine.IsUnavailable(exception))
            {
                logger.LogError(exception, "The database did not take a batch of {Count}; the senders are asked to repeat.", batch.Count);
                throw new LogUnavailableException("The database does not answer or does not take anything. Repeat later.", exception);
            }
        }
    }
}
