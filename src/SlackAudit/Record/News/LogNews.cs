using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Asking;

namespace SlackAudit.Record.News;

/// <summary>Tells what the log had and what it had not yet, without ever reading all of it.</summary>
public sealed class LogNews(IDbContextFactory<AuditDbContext> contexts)
{
    /// <summary>The most that is told of a stretch of time.</summary>
    public const int MostDoings = 10_000;

    const int MostScopes = 1_000;

    /// <summary>How many of the newest events of one name or action are looked through.</summary>
    internal const int Window = 5_000;

    /// <summary>Who did what to what among a question's events, the most frequent first; at most <see cref="MostDoings"/>.</summary>
    public async Task<IReadOnlyList<Doing>> DoingsAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await LogReading.Of(db, query).Rows(e => new Row
        {
            Source = e.Source,
            Actor = e.ActorPath ?? e.ActorKey,
            Thing = e.AppPath ?? e.AppKey ?? e.TargetPath ?? e.TargetKey,
            IsApp = e.AppKey != null,
            Action = e.Action,
            Id = e.Id,
        }).GroupBy(row => new { row.Source, row.Actor, row.Thing, row.IsApp, row.Action }).Select(group => new Doing
        {
            Source = group.Key.Source,
            Actor = group.Key.Actor,
            Thing = group.Key.Thing,
            IsApp = group.Key.IsApp,
            Action = group.Key.Action,
            Count = group.LongCount(),
            FirstId = group.Min(row => row.Id),
            LastId = group.Max(row => row.Id),
        }).OrderByDescending(doing => doing.Count).ThenBy(doing => doing.FirstId).Take(MostDoings).ToListAsync(cancellationToken);
    }

    /// <summary>How many of a question's events there were in each environment, and how many of them failed; those that only say that something began are not counted.</summary>
    public async Task<IReadOnlyList<ScopeCount>> CountByScopeAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scopes = await LogReading.Of(db, query).Rows(e => new ScopedRow { Scope = e.ScopePath ?? e.ScopeKey, Outcome = e.Outcome }).Where(row => row.Outcome != Outcome.Started)
            .GroupBy(row => row.Scope).Select(group => new { Scope = group.Key, Count = group.Count(), Failed = group.Sum(row => row.Outcome == Outcome.Failure ? 1 : 0) })
            .OrderByDescending(scope => scope.Count).Take(MostScopes).ToListAsync(cancellationToken);
        return [.. scopes.Select(scope => new ScopeCount(scope.Scope, scope.Count, scope.Failed))];
    }

    /// <summary>When the oldest event occurred that the log still has; null where it has none.</summary>
    public async Task<DateTimeOffset?> BeginsAtAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await db.Events.OrderBy(e => e.OccurredAt).Select(e => e.OccurredAt).Take(1).ToListAsync(cancellationToken);
        return oldest.Count == 0 ? null : oldest[0];
    }

    /// <summary>Whether something happened before an instant.</summary>
    /// <param name="asked">What: one actor, app, target or action, or some of these together; an action is meant as it stands, without narrower ones.</param>
    /// <param name="until">The instant.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Null where none of them has so few events that all can be looked through, and it is not among the newest of any.</returns>
    public async Task<bool?> HappenedAsync(AuditQuery asked, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (exactly, meets) = (db.Aside(Exactly(asked)), db.Aside((asked with { Actions = [] }).ToPredicate()));
        foreach (var way in Ways(asked))
        {
            var isWhole = true;
            foreach (var seek in way)
            {
                var met = db.Events.AsNoTracking().Where(seek).Where(e => e.OccurredAt < until).OrderByDescending(e => e.OccurredAt);
                if (await met.Take(Window).Where(exactly).Where(meets).AnyAsync(cancellationToken)) return true;
                isWhole = isWhole && !await met.Skip(Window).AnyAsync(cancellationToken);
            }
            if (isWhole) return false;
        }
        return null;
    }

    /// <summary>Whether something of a question happened within a stretch of time.</summary>
    /// <param name="asked">What: one app or target and one action, meant as it stands.</param>
    /// <param name="query">The question, with the stretch of time.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<bool> HappenedWithinAsync(AuditQuery asked, AuditQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (since, until) = (query.Since, query.Until);
        var (exactly, meets) = (db.Aside(Exactly(asked)), db.Aside((asked with { Actions = [] }).ToPredicate()));
        var also = db.Aside((query with { Since = null, Until = null }).ToPredicate());
        return await db.Events.AsNoTracking().Where(Ways(asked).First()[0]).Where(e => e.OccurredAt >= since && e.OccurredAt < until)
            .Where(exactly).Where(meets).Where(also).AnyAsync(cancellationToken);
    }

    // By the one column that an index begins with: what else is asked is held against the events that it leads to.
    static IEnumerable<IReadOnlyList<Expression<Func<AuditEvent, bool>>>> Ways(AuditQuery asked)
    {
        if (asked.Actors.Count > 0) yield return [.. Keys(asked).Select(By)];
        if (asked.Apps is [var app, ..] && Names.Key(app) is var appKey) yield return [e => e.AppKey == appKey];
        if (asked.Targets is [var target, ..] && Names.Key(target) is var targetKey) yield return [e => e.TargetKey == targetKey];
        if (asked.Actions is [var action, ..] && Actions.Root(action) is var root) yield return [e => e.ActionRoot == root];
    }

    static Expression<Func<AuditEvent, bool>> Exactly(AuditQuery asked) => asked.Actions is [var action, ..] ? e => e.Action == action : e => true;

    static Expression<Func<AuditEvent, bool>> By(string? key) => e => e.ActorKey == key;

    // A person has several names.
    static IEnumerable<string?> Keys(AuditQuery asked) => asked.Actors
        .SelectMany(name => (asked.KnownAs(name)?.Hers ?? []).Select(hers => hers.Name).Prepend(name)).Select(Names.Key).Distinct(StringComparer.Ordinal);

    sealed class ScopedRow
    {
        public string? Scope { get; init; }

        public Outcome Outcome { get; init; }
    }

    sealed class Row
    {
        public required string Source { get; init; }

        public string? Actor { get; init; }

        public string? Thing { get; init; }

        public bool IsApp { get; init; }

        public required string Action { get; init; }

        public long Id { get; init; }
    }
}
