using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record.Evidence;

/// <summary>What the log had of the time of a pack: what is in the pack of each source, what is not, and what the log may lack.</summary>
/// <param name="Sources">Each source that was ever heard or has events in that time, by name.</param>
/// <param name="Gaps">Times from which the log may lack events.</param>
/// <param name="Pruned">What was pruned that may have occurred in that time.</param>
sealed record EvidenceCoverage(IReadOnlyList<CoveredSource> Sources, IReadOnlyList<SourceGap> Gaps, IReadOnlyList<PrunedRange> Pruned)
{
    const int MostGaps = 1_000;

    /// <summary>How many events of that time the question did not ask for.</summary>
    public long LeftOut => Sources.Sum(source => source.InPeriod - source.InPack);

    public static async Task<EvidenceCoverage> OfAsync(
        AuditDbContext db, AuditQuery query, long last, IReadOnlyDictionary<string, EvidenceCount> counts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = new AuditQuery { Since = query.Since, Until = query.Until };
        var all = await db.Events.AsNoTracking().Where(period.ToPredicate()).Where(e => e.Id <= last).GroupBy(e => e.Source)
            .Select(group => new { Source = group.Key, Count = group.LongCount() }).ToDictionaryAsync(group => group.Source, group => group.Count, cancellationToken);
        var health = await db.SourceHealth.AsNoTracking().ToDictionaryAsync(source => source.Source, cancellationToken);
        var gaps = await new SourceGaps(db, now) { Most = MostGaps, Reach = now - (query.Since ?? DateTimeOffset.UnixEpoch) }.OfAsync(period, cancellationToken);
        var since = query.Since ?? DateTimeOffset.UnixEpoch;
        var pruned = await db.PrunedRanges.AsNoTracking().Where(range => range.NewestAt >= since).OrderBy(range => range.FirstId).ToListAsync(cancellationToken);
        var names = all.Keys.Union(health.Keys).Union(counts.Keys).Order(StringComparer.Ordinal);
        return new EvidenceCoverage([.. names.Select(name => new CoveredSource(name, counts.GetValueOrDefault(name), all.GetValueOrDefault(name), health.GetValueOrDefault(name)))], gaps, pruned);
    }
}

/// <summary>What the log had of one source.</summary>
/// <param name="Source">The name.</param>
/// <param name="Packed">Its events in the pack; null for none.</param>
/// <param name="InPeriod">How many events it told of in that time, asked for or not.</param>
/// <param name="Health">When it was heard and refused; null where it never was.</param>
sealed record CoveredSource(string Source, EvidenceCount? Packed, long InPeriod, SourceHealth? Health)
{
    /// <summary>How many of its events are in the pack.</summary>
    public long InPack => Packed?.Events ?? 0;
}
