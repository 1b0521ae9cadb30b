using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>Counts events by who, what, where or whence.</summary>
static class Tallies
{
    // Taking some more than are listed tells how many more there are, mostly, without counting a second time.
    const int MostGroups = 1_000;

    /// <summary>The most frequent groups, and how many there are beyond.</summary>
    public static Task<(IReadOnlyList<Tally> Tallies, int More)> CountAsync(AuditDbContext db, LogReading reading, CountPer? per, CancellationToken cancellationToken) =>
        CountAsync(db, reading.Rows(per), per, cancellationToken);

    /// <summary>The most frequent groups of some rows, and how many there are beyond.</summary>
    public static async Task<(IReadOnlyList<Tally> Tallies, int More)> CountAsync(
        AuditDbContext db, IQueryable<TallyRow> rows, CountPer? per, CancellationToken cancellationToken)
    {
        var groups = rows.GroupBy(row => row.Group).Select(group => new
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
        return ([.. InOrder(tallies)], more);
    }

    /// <summary>Groups as an answer lists them: the most frequent first, those without a name last.</summary>
    public static IEnumerable<Tally> InOrder(IEnumerable<Tally> tallies) =>
        tallies.OrderByDescending(tally => tally.Count).ThenByDescending(tally => tally.LastAt).ThenBy(tally => tally.Name is null).ThenBy(tally => tally.Name, StringComparer.Ordinal);

    /// <summary>All in one; null where there is nothing.</summary>
    public static async Task<Tally?> TotalAsync(AuditDbContext db, LogReading reading, CancellationToken cancellationToken)
    {
        // Grouped by what is one row for sure: by a constant SQLite would sort them all.
        var rows = reading.Rows(null);
        var total = await db.ChainHead.Where(head => head.Id == 1)
            .SelectMany(head => rows, (head, row) => new { head.Id, row.Outcome, row.OccurredAt }).GroupBy(row => row.Id).Select(all => new
            {
                Count = all.LongCount(),
                Started = all.Sum(row => row.Outcome == Outcome.Started ? 1L : 0L),
                Failed = all.Sum(row => row.Outcome == Outcome.Failure ? 1L : 0L),
                LastAt = all.Max(row => row.OccurredAt),
            }).ToListAsync(cancellationToken);
        return total is [var one] ? new Tally(null, one.Count, one.Started, one.Failed, one.LastAt) : null;
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
