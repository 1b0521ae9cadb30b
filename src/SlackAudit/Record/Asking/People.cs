using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>Counts events by who, a person's names together.</summary>
static class People
{
    /// <summary>The most frequent people and names, and how many there are beyond.</summary>
    public static async Task<(IReadOnlyList<Tally> Tallies, int More)> CountAsync(
        AuditDbContext db, LogReading reading, KnownPeople people, CancellationToken cancellationToken)
    {
        if (people.AllNames.Count == 0) return await Tallies.CountAsync(db, reading, CountPer.Actor, cancellationToken);
        string[] names = [.. people.AllNames];
        var rows = reading.Rows(CountPer.Actor);
        var (others, more) = await Tallies.CountAsync(db, rows.Where(row => row.Group == null || !EF.Parameter(names).Contains(row.Group)), CountPer.Actor, cancellationToken);
        // Whose a name is depends on the source. There are no more groups than names that are known, times the sources.
        var known = await rows.Where(row => EF.Parameter(names).Contains(row.Group)).GroupBy(row => new { row.Group, row.Source }).Select(group => new NameTally(
            group.Key.Group!,
            group.Key.Source!,
            group.LongCount(),
            group.Sum(row => row.Outcome == Outcome.Started ? 1L : 0L),
            group.Sum(row => row.Outcome == Outcome.Failure ? 1L : 0L),
            group.Max(row => row.OccurredAt))).ToListAsync(cancellationToken);
        var joined = known.GroupBy(each => (Person: people.OfWhole(each.Source, each.Name), Name: people.OfWhole(each.Source, each.Name) is null ? each.Name : null))
            .Select(group => Of(group.Key.Person, [.. group])).ToList();
        var all = Tallies.InOrder(others.Concat(joined)).ToList();
        return ([.. all.Take(Questions.MostTallies)], more + Math.Max(0, all.Count - Questions.MostTallies));
    }

    static Tally Of(string? person, List<NameTally> names) =>
        new(person ?? names[0].Name, names.Sum(name => name.Count), names.Sum(name => name.Started), names.Sum(name => name.Failed), names.Max(name => name.LastAt))
        {
            Person = person is null ? null : [.. names.GroupBy(name => name.Name).OrderByDescending(group => group.Sum(name => name.Count)).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ActorName(group.Key, [.. group.Select(name => name.Source).Order(StringComparer.Ordinal)], []))],
        };

    sealed record NameTally(string Name, string Source, long Count, long Started, long Failed, DateTimeOffset LastAt);
}
