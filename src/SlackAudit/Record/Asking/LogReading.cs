using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>A question put to an open database: the events that it meets, as parts of which each needs one index.</summary>
/// <param name="db">The database.</param>
/// <param name="partsOf">Queries of events, no event in two of them, of the time from an instant until before another where they are given.</param>
sealed class LogReading(AuditDbContext db, Func<DateTimeOffset?, DateTimeOffset?, IReadOnlyList<IQueryable<AuditEvent>>> partsOf)
{
    readonly IReadOnlyList<IQueryable<AuditEvent>> parts = partsOf(null, null);

    /// <summary>The events that a question meets, along its walks.</summary>
    public static LogReading Of(AuditDbContext db, AuditQuery query) =>
        new(db, (since, until) => [.. Walks.Of(Within(query, since, until)).Select(walk => Along(db, walk))]);

    /// <summary>What the walks to a question's events lead along, of which its events are a part: so much is looked at to answer it.</summary>
    public static LogReading Seeks(AuditDbContext db, AuditQuery query) =>
        new(db, (since, until) => [.. Walks.Of(Within(query, since, until)).Select(walk => Along(db, walk with { Rest = new AuditQuery() }))]);

    /// <summary>Those from an instant on, until before another.</summary>
    public LogReading Within(DateTimeOffset? since, DateTimeOffset? until) =>
        new(db, (from, before) => partsOf(Later(since, from), Earlier(until, before)));

    /// <summary>Those that come behind a place.</summary>
    public LogReading Behind(PageStart start)
    {
        var behind = start.OccurredAt < DateTimeOffset.MaxValue.AddSeconds(-1) ? start.OccurredAt.AddMicroseconds(1) : (DateTimeOffset?)null;
        return new(db, (since, until) => [.. partsOf(since, Earlier(behind, until)).Select(part => part.Where(e => e.OccurredAt < start.OccurredAt || e.OccurredAt == start.OccurredAt && e.Id < start.Id))]);
    }

    /// <summary>The newest events, newest first.</summary>
    public async Task<List<AuditEvent>> NewestAsync(int most, CancellationToken cancellationToken)
    {
        if (parts.Count == 1) return await Newest(parts[0], most).ToListAsync(cancellationToken);
        // Each part is read no further than a page, and which of their events are on it is decided before any is read whole.
        var places = parts.Select(part => Newest(part, most).Select(e => new Place { OccurredAt = e.OccurredAt, Id = e.Id })).Aggregate(Queryable.Concat)
            .OrderByDescending(place => place.OccurredAt).ThenByDescending(place => place.Id).Take(most);
        return await places.Join(db.Events.AsNoTracking(), place => place.Id, e => e.Id, (place, e) => new { place, e })
            .OrderByDescending(each => each.place.OccurredAt).ThenByDescending(each => each.place.Id).Select(each => each.e).ToListAsync(cancellationToken);
    }

    /// <summary>When the newest event occurred that has so many newer ones; null where there are fewer.</summary>
    public async Task<DateTimeOffset?> InstantAsync(int newer, CancellationToken cancellationToken)
    {
        var instants = await (parts.Count == 1
            ? parts[0].OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Select(e => e.OccurredAt)
            : parts.Select(part => Newest(part, newer + 1).Select(e => e.OccurredAt)).Aggregate(Queryable.Concat).OrderByDescending(at => at))
            .Skip(newer).Take(1).ToListAsync(cancellationToken);
        return instants.Count == 0 ? null : instants[0];
    }

    /// <summary>The events as rows to be counted.</summary>
    public IQueryable<TallyRow> Rows(CountPer? per) => parts.Select(part => TallyRow.Of(part, per)).Aggregate(Queryable.Concat);

    /// <summary>What a report needs of the events.</summary>
    public IQueryable<T> Rows<T>(Expression<Func<AuditEvent, T>> row) => parts.Select(part => part.Select(row)).Aggregate(Queryable.Concat);

    /// <summary>The events as far as a forecast needs them, in no order.</summary>
    public IAsyncEnumerable<PastEvent> Past() => parts
        .Select(part => part.Select(e => new PastEvent(e.Id, e.OccurredAt, e.Action, e.Actor, e.App, e.Sensitive, e.Outcome)).AsAsyncEnumerable())
        .Aggregate((first, second) => first.Concat(second));

    // One instant on each side: SQLite enters an index by the first that it reads of two, and may pass by a year to get to the other.
    static AuditQuery Within(AuditQuery query, DateTimeOffset? since, DateTimeOffset? until) => query with
    {
        Since = Later(query.Since, since),
        Until = Earlier(query.Until, until),
    };

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other ? one : other ?? one;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    static IQueryable<AuditEvent> Along(AuditDbContext db, Walk walk)
    {
        var met = db.Events.AsNoTracking().Where(walk.Seek.ToPredicate());
        return walk.Rest == new AuditQuery() ? met : met.Where(db.Aside(walk.Rest.ToPredicate()));
    }

    static IQueryable<AuditEvent> Newest(IQueryable<AuditEvent> events, int most) =>
        events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(most);

    sealed class Place
    {
        public DateTimeOffset OccurredAt { get; init; }

        public long Id { get; init; }
    }
}
