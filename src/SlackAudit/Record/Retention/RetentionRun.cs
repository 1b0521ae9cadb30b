using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Retention;

/// <summary>One run over the log: what is due goes, a transaction at a time.</summary>
sealed class RetentionRun(DeliveryGroups groups, PrunePlan plan, IDbContextFactory<AuditDbContext> contexts, RetentionSettings settings, TimeProvider time)
{
    // What lies between payloads that go is remembered until they do.
    const int MostStaying = 10_000;

    const string Elsewhere = "Another run is pruning this log.";

    readonly DateTimeOffset now = time.GetUtcNow();
    readonly SortedDictionary<string, long> events = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> payloads = new(StringComparer.Ordinal);
    long kept;
    long number;
    long looked;
    bool told;

    /// <summary>Commits; null to count only.</summary>
    public required Func<LogWork, Task<LogWorkResult>>? Write { get; init; }

    public required string? Actor { get; init; }

    public required IProgress<RetentionProgress>? Progress { get; init; }

    public required int MostInOneTransaction { get; init; }

    public async Task<RetentionReport> RunAsync(CancellationToken cancellationToken)
    {
        number = await LastNumberAsync(cancellationToken);
        try
        {
            var problem = await PayloadsAsync(cancellationToken) ?? await EventsAsync(cancellationToken);
            return Report(problem);
        }
        catch (InvalidDataException exception)
        {
            // Another run may have been faster: then what is missing here is pruned already, and that one goes on.
            return Report(await LastNumberAsync(cancellationToken) == number ? exception.Message : Elsewhere);
        }
    }

    RetentionReport Report(string? problem) => new() { Events = events, Payloads = payloads, Kept = kept, Problem = problem };

    async Task<string?> PayloadsAsync(CancellationToken cancellationToken)
    {
        if (settings.PayloadDays is null) return null;
        var (due, stays) = (new List<DeliveryGroup>(), new List<long>());
        await foreach (var group in WalkAsync(cancellationToken))
        {
            if (!group.HasPayload) continue;
            // What goes with its events goes in its own turn.
            if (group.IsPayloadDue(settings, now) && !group.IsDue(settings, now)) due.Add(group);
            else if (due.Count > 0) stays.Add(group.First);
            if (due.Count < MostInOneTransaction && stays.Count < MostStaying) continue;
            if (!await TakeAsync()) return Elsewhere;
        }
        return due.Count == 0 || await TakeAsync() ? null : Elsewhere;

        async Task<bool> TakeAsync()
        {
            var done = await CommitAsync(await plan.PayloadsAsync(due, stays, now, cancellationToken), payloads, cancellationToken);
            (due, stays) = ([], []);
            return done;
        }
    }

    async Task<string?> EventsAsync(CancellationToken cancellationToken)
    {
        var (due, count) = (new List<DeliveryGroup>(), 0);
        await foreach (var group in WalkAsync(cancellationToken))
        {
            if (!group.IsDue(settings, now)) continue;
            due.Add(group);
            count += group.Events.Count;
            if (count < MostInOneTransaction) continue;
            if (!await TakeAsync()) return Elsewhere;
        }
        return due.Count == 0 || await TakeAsync() ? null : Elsewhere;

        async Task<bool> TakeAsync()
        {
            var done = await CommitAsync(await plan.EventsAsync(due, now, cancellationToken), events, cancellationToken);
            (due, count) = ([], 0);
            return done;
        }
    }

    async IAsyncEnumerable<DeliveryGroup> WalkAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var total = (settings.PayloadDays is null ? 1 : 2) * await CountAsync(cancellationToken);
        await foreach (var group in groups.UntilAsync(now.AddDays(-settings.ShortestDays!.Value), cancellationToken))
        {
            looked += group.Events.Count;
            Progress?.Report(new RetentionProgress(looked, Math.Max(total, looked)));
            yield return group;
        }
    }

    /// <returns>Whether it was this run that pruned.</returns>
    async Task<bool> CommitAsync(PlannedPrune planned, SortedDictionary<string, long> counts, CancellationToken cancellationToken)
    {
        kept += planned.Kept;
        if (planned.Gone.Count == 0) return true;
        var gone = planned.Gone.GroupBy(e => e.Action).ToDictionary(action => action.Key, action => action.LongCount(), StringComparer.Ordinal);
        if (Write is not null && !await WriteAsync(planned, gone, cancellationToken)) return false;
        foreach (var (action, count) in gone) counts[action] = counts.GetValueOrDefault(action) + count;
        return true;
    }

    async Task<bool> WriteAsync(PlannedPrune planned, Dictionary<string, long> gone, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var pruning = new Pruning
        {
            Number = number + 1,
            Account = planned.Account,
            Counts = gone,
            OldestRecordedAt = planned.Gone.Min(e => e.RecordedAt),
            NewestRecordedAt = planned.Gone.Max(e => e.RecordedAt),
            Actor = Actor,
        };
        if ((await Write!(PruneEvent.Work(pruning, told: !told))).Recorded == 0) return false;
        (number, told) = (number + 1, true);
        // As long as it took: deliveries, of this process or another, come first.
        await Task.Delay(time.GetElapsedTime(began), time, cancellationToken);
        return true;
    }

    async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await db.ChainHead.AsNoTracking().SingleAsync(cancellationToken);
        var first = await db.Events.MinAsync(e => (long?)e.Id, cancellationToken) ?? 1;
        return head.Sequence - first + 1;
    }

    async Task<long> LastNumberAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Events.AsNoTracking().Where(e => e.Source == OwnSource.Name && e.Action == PruneEvent.Action).Select(e => e.SourceEventId).ToListAsync(cancellationToken);
        return ids.Count == 0 ? 0 : ids.Max(PruneEvent.Number);
    }
}
