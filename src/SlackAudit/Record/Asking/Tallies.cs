using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>Counts events by who, what, where or whence.</summary>
static class Tallies
{
    // Taking some more than are listed tells how many more there are, mostly, without counting a second time.
    const int MostGroups = 1_000;

    /// <summary>The most frequent groups, and how many there are beyond.</summary>
    public static async Task<(IReadOnlyList<Tally> Tallies, int More)> CountAsync(
        AuditDbContext db, LogReading reading, CountPer? per, CancellationToken cancellationToken)
    {
        var groups = reading.Rows(per).GroupBy(row => row.Group).Select(group => new
        {
            group.Key,
            Count = group.LongCount(),
            Started = group.Sum(row => row.Outcome == Outcome.Started ? 1L : 0L),
            Failed = group.Sum(row => row.Outcome == Outcome.Failure ? 1L : 0L),
            LastAt = group.Max(row => row.OccurredAt),
            LastId = group.Max(row => row.Id),
        });
        // Engines differ in whether a null comes first: here it comes last.
        var listed = await groups.OrderByDescending(group => group.Count).ThenByDescending(group => group.LastAt)
            .ThenBy(group => group.Key == null).ThenBy(group => group.Key).Take(MostGroups).ToListAsync(cancellationToken);
        var more = Math.Max(0, (listed.Count < MostGroups ? listed.Count : await groups.CountAsync(cancellationToken)) - Questions.MostTallies);
        if (more > 0) listed.RemoveRange(Questions.MostTallies, listed.Count - Questions.MostTallies);
        var names = await NamesAsync(db, per, [.. listed.Select(group => group.LastId)], cancellationToken);
        var tallies = listed.Select(group => new Tally(names is null ? group.Key : names[group.LastId], group.Count, group.Started, group.Failed, group.LastAt));
        return ([.. tallies.OrderByDescending(tally => tally.Count).ThenByDescending(tally => tally.LastAt)
            .ThenBy(tally => tally.Name is null).ThenBy(tally => tally.Name, StringComparer.Ordinal)], more);
    }

    /// <summary>All in one; null where there is nothing.</summary>
    public static async Task<Tally?> TotalAsync(AuditDbContext db, LogReading reading, CancellationToken cancellationToken)
    {
        // Four looks along an index in one statement: SQLite takes longer to group rows than to count them again.
        var rows = reading.Rows(null);
        var total = await db.ChainHead.Where(head => head.Id == 1).Select(_ => new
        {
            Count = rows.LongCount(),
            Started = rows.LongCount(row => row.Outcome == Outcome.Started),
            Failed = rows.LongCount(row => row.Outcome == Outcome.Failure),
            LastAt = rows.Max(row => (DateTimeOffset?)row.OccurredAt),
        }).SingleOrDefaultAsync(cancellationToken);
        return total?.LastAt is { } lastAt ? new Tally(null, total.Count, total.Started, total.Failed, lastAt) : null;
    }

    // A group of names that are spelled differently is called what it was called last.
    static async Task<Dictionary<long, string?>?> NamesAsync(AuditDbContext db, CountPer? per, long[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0 || per is not (CountPer.App or CountPer.Actor)) return null;
        var named = db.Events.AsNoTracking().Where(e => ids.Contains(e.Id));
        var names = per == CountPer.App ? named.Select(e => new { e.Id, Name = e.App }) : named.Select(e => new { e.Id, Name = e.Actor });
        return await names.ToDictionaryAsync(each => each.Id, each => each.Name, cancellationToken);
    }
}
