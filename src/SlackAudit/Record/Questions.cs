using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Retention;

namespace SlackAudit.Record;

/// <summary>Asks the log.</summary>
public sealed class Questions(IDbContextFactory<AuditDbContext> contexts)
{
    /// <summary>The most groups a counting answer lists.</summary>
    public const int MostTallies = 50;

    /// <summary>Answers a question.</summary>
    /// <param name="query">The question.</param>
    /// <param name="zone">The asker's time zone, in which days are counted.</param>
    /// <param name="pageSize">The most events on a page; a question for fewer (<c>last 5</c>) gets fewer.</param>
    /// <param name="from">Where the page begins; null for the newest.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Answer> AskAsync(AuditQuery query, TimeZoneInfo zone, int pageSize, PageStart? from, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = db.Events.AsNoTracking().Where(query.ToPredicate());
        var answer = query.Shape switch
        {
            QueryShape.Who => await TallyAsync(query, Rows(matching, CountPer.Actor), cancellationToken),
            QueryShape.Count when query.Per == CountPer.Day => await DaysAsync(query, matching, zone, cancellationToken),
            QueryShape.Count => await TallyAsync(query, Rows(matching, query.Per), cancellationToken),
            _ => await PageAsync(query, matching, pageSize, from, cancellationToken),
        };
        return answer with { Sources = await HeardAsync(db, query, cancellationToken), PrunedUntil = await PrunedEvents.UntilAsync(db, answer, cancellationToken) };
    }

    /// <summary>Every matching event, oldest first, streamed.</summary>
    public async IAsyncEnumerable<AuditEvent> StreamAsync(
        AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = db.Events.AsNoTracking().Where(query.ToPredicate()).OrderBy(e => e.OccurredAt).ThenBy(e => e.Id);
        await foreach (var auditEvent in matching.AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return auditEvent;
    }

    /// <summary>Every event in the order in which it was recorded, streamed.</summary>
    public async IAsyncEnumerable<AuditEvent> StreamAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var auditEvent in db.Events.AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return auditEvent;
    }

    /// <summary>One event by its id; null when there is none.</summary>
    public async Task<AuditEvent?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
    }

    /// <summary>The redacted payload an event was read from; null when none was kept.</summary>
    public async Task<byte[]?> PayloadAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        if (auditEvent.PayloadId is not { } id) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await db.Payloads.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return kept is null ? null : PayloadCompression.Decompress(kept);
    }

    /// <summary>When each source was last heard, by name.</summary>
    public async Task<IReadOnlyList<SourceHealth>> SourcesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await HeardAsync(db, new AuditQuery(), cancellationToken);
    }

    static async Task<Answer> PageAsync(
        AuditQuery query, IQueryable<AuditEvent> matching, int pageSize, PageStart? from, CancellationToken cancellationToken)
    {
        var size = query.Limit is { } limit ? Math.Min(limit, pageSize) : pageSize;
        if (from is { } start)
            matching = matching.Where(e => e.OccurredAt < start.OccurredAt || e.OccurredAt == start.OccurredAt && e.Id < start.Id);
        var events = await matching.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(size + 1).ToListAsync(cancellationToken);
        var more = events.Count > size;
        if (more) events.RemoveAt(size);
        return new Answer
        {
            Query = query,
            Events = events,
            Older = more && query.Shape == QueryShape.List ? new PageStart(events[^1].OccurredAt, events[^1].Id) : null,
        };
    }

    static async Task<Answer> TallyAsync(AuditQuery query, IQueryable<TallyRow> rows, CancellationToken cancellationToken)
    {
        var groups = rows.GroupBy(row => new { row.Key, row.Path }).Select(group => new
        {
            Name = group.Max(row => row.Name),
            Count = group.LongCount(),
            Started = group.Sum(row => row.Outcome == Outcome.Started ? 1L : 0L),
            Failed = group.Sum(row => row.Outcome == Outcome.Failure ? 1L : 0L),
            LastAt = group.Max(row => row.OccurredAt),
        });
        // Engines differ in whether a null comes first: here it comes last.
        var listed = await groups.OrderByDescending(group => group.Count).ThenByDescending(group => group.LastAt)
            .ThenBy(group => group.Name == null).ThenBy(group => group.Name).Take(MostTallies).ToListAsync(cancellationToken);
        var more = listed.Count < MostTallies ? 0 : await groups.CountAsync(cancellationToken) - listed.Count;
        return new Answer
        {
            Query = query,
            Tallies = [.. listed.Select(group => new Tally(group.Name, group.Count, group.Started, group.Failed, group.LastAt))],
            MoreTallies = more,
        };
    }

    // Days differ by zone and with summer time, so the database gives instants and the days are made here.
    static async Task<Answer> DaysAsync(AuditQuery query, IQueryable<AuditEvent> matching, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var days = new SortedDictionary<DateOnly, Tally>();
        var instants = matching.Select(e => new { e.OccurredAt, e.Outcome }).AsAsyncEnumerable().WithCancellation(cancellationToken);
        await foreach (var instant in instants)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant.OccurredAt, zone).DateTime);
            var tally = days.TryGetValue(day, out var before) ? before : new Tally(day.ToString("O", CultureInfo.InvariantCulture), 0, 0, 0, instant.OccurredAt);
            days[day] = tally with
            {
                Count = tally.Count + 1,
                Started = tally.Started + (instant.Outcome == Outcome.Started ? 1 : 0),
                Failed = tally.Failed + (instant.Outcome == Outcome.Failure ? 1 : 0),
                LastAt = instant.OccurredAt > tally.LastAt ? instant.OccurredAt : tally.LastAt,
            };
        }
        return new Answer
        {
            Query = query,
            Tallies = [.. days.Values.TakeLast(MostTallies)],
            MoreTallies = Math.Max(0, days.Count - MostTallies),
        };
    }

    static IQueryable<TallyRow> Rows(IQueryable<AuditEvent> events, CountPer? per) => per switch
    {
        CountPer.App => events.Select(e => new TallyRow { Key = e.AppKey, Path = e.AppPath, Name = e.App, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        CountPer.Actor => events.Select(e => new TallyRow { Key = e.ActorKey, Path = e.ActorPath, Name = e.Actor, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        CountPer.Action => events.Select(e => new TallyRow { Key = e.Action, Path = null, Name = e.Action, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        CountPer.Source => events.Select(e => new TallyRow { Key = e.Source, Path = null, Name = e.Source, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        _ => events.Select(e => new TallyRow { Key = null, Path = null, Name = null, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
    };

    static async Task<IReadOnlyList<SourceHealth>> HeardAsync(AuditDbContext db, AuditQuery query, CancellationToken cancellationToken)
    {
        var heard = await db.SourceHealth.AsNoTracking().OrderBy(s => s.Source).ToListAsync(cancellationToken);
        return query.Sources.Count == 0 ? heard : [.. heard.Where(s => query.Sources.Any(asked => Names.Match(s.Source, asked)))];
    }

    sealed class TallyRow
    {
        public string? Key { get; init; }

        public string? Path { get; init; }

        public string? Name { get; init; }

        public Outcome Outcome { get; init; }

        public DateTimeOffset OccurredAt { get; init; }
    }
}
