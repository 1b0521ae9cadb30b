using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>One walk from an event to those that share a reference with it, from these to the next, and not for ever.</summary>
/// <remarks>What it finds depends on what occurred alone: not on ids, which say in which order it arrived.</remarks>
sealed class StoryWalk(AuditDbContext db, AuditEvent asked)
{
    const int MostRounds = 4;
    const int MostLookUps = 100;

    // What more events than these refer to is no story.
    const int TooOften = 50;

    // What outlives one change joins only what is near: a group of machines has had many images.
    static readonly TimeSpan Near = TimeSpan.FromHours(6);
    static readonly string[] Lasting = [References.Template, References.Group];

    readonly Dictionary<long, AuditEvent> known = new() { [asked.Id] = asked };
    readonly HashSet<(string Reference, DateTimeOffset? Around)> looked = [];

    /// <summary>The story; null where the event stands alone.</summary>
    public async Task<Story?> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> frontier = [asked];
        for (var round = 0; round < MostRounds && frontier.Count > 0; round++)
        {
            frontier = [.. (await NextAsync(frontier, cancellationToken))
                .OrderBy(e => (e.OccurredAt - asked.OccurredAt).Duration()).ThenBy(e => e.OccurredAt)
                .ThenBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.SourceEventId, StringComparer.Ordinal)
                .Take(StoryReader.MostEvents - known.Count)];
            foreach (var e in frontier) known[e.Id] = e;
        }
        return known.Count > 1 ? new Story(known.Values) : null;
    }

    async Task<IEnumerable<AuditEvent>> NextAsync(IReadOnlyList<AuditEvent> frontier, CancellationToken cancellationToken)
    {
        var found = new HashSet<(long Id, string Reference)>();
        foreach (var e in frontier)
        {
            foreach (var reference in ReferencesOf(e))
            {
                DateTimeOffset? around = Lasting.Contains(References.Parts(reference).Kind) ? e.OccurredAt : null;
                if (looked.Count == MostLookUps || !looked.Add((reference, around))) continue;
                var ids = await Same(reference, around).Select(c => c.EventId).Take(TooOften + 1).ToListAsync(cancellationToken);
                if (ids.Count > TooOften) continue;
                found.UnionWith(ids.Concat(await ReferredToAsync(e, reference, cancellationToken)).Where(id => !known.ContainsKey(id)).Select(id => (id, reference)));
            }
        }
        if (found.Count == 0) return [];
        var asking = found.Select(one => one.Id).Distinct().ToList();
        var events = await db.Events.AsNoTracking().Where(e => asking.Contains(e.Id)).ToListAsync(cancellationToken);
        // The event itself is what counts, and is in the chain; the table that leads to it is not.
        return events.Where(e => References.Split(e.Correlation).Append(References.To(e)).OfType<string>().Any(reference => found.Contains((e.Id, reference))));
    }

    // By its own name an event is referred to when somebody was asked whether it was them.
    IEnumerable<string> ReferencesOf(AuditEvent e) =>
        (e.Sensitive || e.Id == asked.Id) && References.To(e) is { } itself ? References.Split(e.Correlation).Append(itself) : References.Split(e.Correlation);

    // Only the log itself refers to an event by its name, so only from there a way leads to it.
    async Task<IEnumerable<long>> ReferredToAsync(AuditEvent e, string reference, CancellationToken cancellationToken)
    {
        if (e.Source != OwnSource.Name || References.Parts(reference) is not (References.Event, var whole) || reference == References.To(e)) return [];
        // A source's name holds no slash.
        var slash = whole.IndexOf('/', StringComparison.Ordinal);
        var (source, id) = (whole[..Math.Max(slash, 0)], whole[(slash + 1)..]);
        return await db.Events.Where(other => other.Source == source && other.SourceEventId == id).Select(other => other.Id).ToListAsync(cancellationToken);
    }

    IQueryable<Correlation> Same(string reference, DateTimeOffset? around)
    {
        var key = Correlation.KeyOf(reference);
        var same = db.Correlations.AsNoTracking().Where(c => c.ReferenceKey == key);
        if (around is not { } at) return same;
        var since = at - DateTimeOffset.MinValue > Near ? at - Near : DateTimeOffset.MinValue;
        var until = DateTimeOffset.MaxValue - at > Near ? at + Near : DateTimeOffset.MaxValue;
        return same.Where(c => c.OccurredAt >= since && c.OccurredAt <= until);
    }
}
