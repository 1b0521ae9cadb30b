using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Proof;

/// <summary>Has a long way of ids walked in stretches, by several workers, each on a connection of its own.</summary>
sealed class Stretches(IDbContextFactory<AuditDbContext> contexts, int mostWorkers)
{
    /// <summary>Walks the ids from 1 to <paramref name="last"/>.</summary>
    /// <param name="last">The last id.</param>
    /// <param name="size">How many ids a stretch has.</param>
    /// <param name="worker">Makes, of a connection, what walks a stretch: its first id and its end in, the first fault in it out.</param>
    /// <param name="done">Told after each stretch how many ids it had.</param>
    /// <param name="cancellationToken">Stops all of it.</param>
    /// <returns>The first fault of all; null when there is none.</returns>
    public async Task<Fault?> FirstFaultAsync(
        long last, int size, Func<DbConnection, Func<long, long, Fault?>> worker, Action<long> done, CancellationToken cancellationToken)
    {
        var walked = 0L;
        Fault? first = null;
        var gate = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = (int)Math.Clamp((last + size - 1) / size, 1, mostWorkers);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, stop.Token)));
        return first;

        async Task WorkAsync()
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(stop.Token);
                await db.Database.OpenConnectionAsync(stop.Token);
                var walk = worker(db.Database.GetDbConnection());
                while (Next() is var (from, end) && from <= last)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    var fault = walk(from, end);
                    lock (gate) first = fault is not null && (first is null || fault.EventId < first.EventId) ? fault : first;
                    done(end - from);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }

        // Behind a fault nothing can be the first one.
        (long From, long End) Next()
        {
            var from = Interlocked.Add(ref walked, size) - size + 1;
            lock (gate) return first is not null && first.EventId < from ? (long.MaxValue, 0) : (from, Math.Min(from + size, last + 1));
        }
    }
}
