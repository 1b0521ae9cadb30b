using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Retention;

/// <summary>Looks at deliveries that are due, event by event: what is held or still owed stays, and what the chain does not bear out is not touched.</summary>
sealed class PrunePlan(IDbContextFactory<AuditDbContext> contexts, IReadOnlyList<LegalHold> holds)
{
    const int MostInOneQuestion = 1_000;

    readonly Func<AuditEvent, bool>[] holds = [.. holds.Select(hold => hold.Of).OfType<AuditQuery>().Select(of => of.Compile())];

    /// <summary>The deliveries that may go altogether.</summary>
    /// <exception cref="InvalidDataException">The log is broken there.</exception>
    public async Task<PlannedPrune> EventsAsync(IReadOnlyList<DeliveryGroup> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (loose, events) = await LooseAsync(db, due, await OwedAsync(db, due, cancellationToken), cancellationToken);
        var gone = loose.SelectMany(Ids).Select(id => events[id]).ToList();
        var stretches = Stretches(gone, await HashesAsync(db, gone, cancellationToken), await CheckpointsAsync(db, gone, cancellationToken));
        return new PlannedPrune(new PruneAccount { PrunedAt = Instants.Truncate(now), Events = stretches }, gone, due.Count - loose.Count);
    }

    /// <summary>The payloads that may go while their events stay.</summary>
    /// <param name="due">The deliveries whose payloads are due.</param>
    /// <param name="stays">The ids of payloads among them that are not.</param>
    /// <param name="now">The time of it.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="InvalidDataException">The log is broken there.</exception>
    public async Task<PlannedPrune> PayloadsAsync(IReadOnlyList<DeliveryGroup> due, IReadOnlyList<long> stays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (loose, events) = await LooseAsync(db, due, [], cancellationToken);
        var goes = loose.Select(group => group.First).ToHashSet();
        var ranges = Ranges(goes, due.Select(group => group.First).Concat(stays).Order());
        return new PlannedPrune(new PruneAccount { PrunedAt = Instants.Truncate(now), Payloads = ranges }, [.. loose.Select(group => events[group.First])], due.Count - loose.Count);
    }

    async Task<(List<DeliveryGroup> Loose, Dictionary<long, AuditEvent> Events)> LooseAsync(
        AuditDbContext db, IReadOnlyList<DeliveryGroup> due, HashSet<long> owed, CancellationToken cancellationToken)
    {
        var events = new Dictionary<long, AuditEvent>();
        foreach (var chunk in due.SelectMany(Ids).Chunk(MostInOneQuestion))
            foreach (var e in await db.Events.AsNoTracking().Where(e => chunk.Contains(e.Id)).ToListAsync(cancellationToken)) events[e.Id] = e;
        if (due.SelectMany(Ids).FirstOrDefault(id => !events.ContainsKey(id)) is > 0 and var missing) throw Missing(missing);
        return ([.. due.Where(group => !Ids(group).Any(id => owed.Contains(id) || Array.Exists(holds, holds => holds(events[id]))))], events);
    }

    // Ids that follow each other among those that have a payload are one range.
    static List<IdRange> Ranges(HashSet<long> goes, IEnumerable<long> all)
    {
        var ranges = new List<IdRange>();
        var follows = false;
        foreach (var id in all)
        {
            if (goes.Contains(id) && follows) ranges[^1] = ranges[^1] with { Last = id };
            else if (goes.Contains(id)) ranges.Add(new IdRange(id, id));
            follows = goes.Contains(id);
        }
        return ranges;
    }

    static List<PrunedStretch> Stretches(List<AuditEvent> gone, Dictionary<long, byte[]> hashes, HashSet<long> checkpoints)
    {
        var stretches = new List<PrunedStretch>();
        foreach (var e in gone)
        {
            var before = hashes.GetValueOrDefault(e.Id - 1) ?? throw Missing(e.Id - 1);
            if (!Chain.Link(before, e).AsSpan().SequenceEqual(e.Hash)) throw Broken($"Event {e.Id} does not follow from the event before it");
            hashes[e.Id] = e.Hash;
            var newest = e.OccurredAt < e.RecordedAt ? e.OccurredAt : e.RecordedAt;
            // A stretch ends at a checkpoint, so that whoever kept that can still hold it against the log.
            if (stretches.Count > 0 && stretches[^1] is var last && last.Last + 1 == e.Id && !checkpoints.Contains(last.Last))
                stretches[^1] = last with { Last = e.Id, Hash = e.Hash, NewestAt = newest > last.NewestAt ? newest : last.NewestAt };
            else stretches.Add(new PrunedStretch(e.Id, e.Id, before, e.Hash, newest));
        }
        return stretches;
    }

    /// <summary>The hashes that these events must follow from, as far as they are not among them.</summary>
    static async Task<Dictionary<long, byte[]>> HashesAsync(AuditDbContext db, List<AuditEvent> gone, CancellationToken cancellationToken)
    {
        var own = gone.Select(e => e.Id).ToHashSet();
        var before = gone.Select(e => e.Id - 1).Where(id => !own.Contains(id)).ToList();
        var hashes = new Dictionary<long, byte[]> { [0] = new byte[32] };
        foreach (var chunk in before.Chunk(MostInOneQuestion))
        {
            foreach (var e in await db.Events.AsNoTracking().Where(e => chunk.Contains(e.Id)).Select(e => new { e.Id, e.Hash }).ToListAsync(cancellationToken)) hashes[e.Id] = e.Hash;
            foreach (var range in await db.PrunedRanges.AsNoTracking().Where(r => chunk.Contains(r.LastId)).ToListAsync(cancellationToken)) hashes.TryAdd(range.LastId, range.Hash);
        }
        return hashes;
    }

    static async Task<HashSet<long>> CheckpointsAsync(AuditDbContext db, List<AuditEvent> gone, CancellationToken cancellationToken)
    {
        if (gone.Count == 0) return [];
        var (first, last) = (gone[0].Id, gone[^1].Id);
        return [.. await db.Checkpoints.AsNoTracking().Where(c => c.Sequence >= first && c.Sequence <= last).Select(c => c.Sequence).ToListAsync(cancellationToken)];
    }

    // What somebody is still owed a message about is not old yet, be it a message that tells it among others.
    static async Task<HashSet<long>> OwedAsync(AuditDbContext db, IReadOnlyList<DeliveryGroup> due, CancellationToken cancellationToken)
    {
        var (first, last) = (due[0].First, due[^1].Last);
        return [.. await db.Notifications.AsNoTracking()
            .Where(n => n.EventId >= first && n.EventId <= last)
            .Where(n => n.State == NotificationState.Pending || n.State == NotificationState.Waiting || n.State == NotificationState.Sending
                || n.State == NotificationState.Joined && db.Notifications.Any(head => head.Id == n.PartOf
                    && (head.State == NotificationState.Pending || head.State == NotificationState.Waiting || head.State == NotificationState.Sending)))
            .Select(n => n.EventId!.Value).ToListAsync(cancellationToken)];
    }

    static IEnumerable<long> Ids(DeliveryGroup group) => Enumerable.Range(0, (int)(group.Last - group.First + 1)).Select(i => group.First + i);

    static InvalidDataException Missing(long id) => Broken($"Event {id} is missing");

    static InvalidDataException Broken(FormattableString what) =>
        new(FormattableString.Invariant(what) + ". Nothing is pruned from there on, since that would hide it: run slackaudit verify.");
}

/// <summary>What may be pruned at once.</summary>
/// <param name="Account">Which events and payloads.</param>
/// <param name="Gone">The events, or of payloads the first event of each.</param>
/// <param name="Kept">How many of the deliveries stay for now.</param>
sealed record PlannedPrune(PruneAccount Account, IReadOnlyList<AuditEvent> Gone, int Kept);
