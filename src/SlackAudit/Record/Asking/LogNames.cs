using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>The names that the log has met. Each look is one step of an index, and there are only so many.</summary>
/// <param name="db">The log.</param>
/// <param name="withholds">Whether names that stand in sensitive events alone are as if they had never been met.</param>
sealed class LogNames(AuditDbContext db, bool withholds)
{
    const int MostAsked = 5;
    const int MostNearest = 3;

    // From name to name through an index: enough for every app and person, and for as many targets as are worth it.
    const int MostSteps = 200;

    // Scopes are few and have no index: those of the newest events are all that matter.
    const int NewestEvents = 1_000;

    /// <summary>Whether an app, a target or a person in the log is called so.</summary>
    public async Task<bool> KnowAsync(string name, CancellationToken cancellationToken) =>
        await AnyAsync(new AuditQuery { Apps = [name] }, cancellationToken) || await AnyAsync(new AuditQuery { Targets = [name] }, cancellationToken)
        || await AnyAsync(new AuditQuery { Actors = [name] }, cancellationToken);

    /// <summary>The names of a question that the log has never met, with those that are near.</summary>
    public async Task<IReadOnlyList<UnknownName>> UnknownAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var unknown = new List<UnknownName>();
        var (app, target, actor) = (Key(e => e.AppKey), Key(e => e.TargetKey), Key(e => e.ActorKey));
        (string Name, string What, Keyed[] Where)[] asked =
        [
            .. query.Words.Where(group => group.Count == 1).Select(group => (group[0], "app, target or person", new[] { app, actor, target })),
            .. query.Apps.Select(name => (name, "app", new[] { app })),
            .. query.Targets.Select(name => (name, "target", new[] { target })),
            .. query.Actors.Select(name => (name, "person", new[] { actor })),
        ];
        foreach (var (name, what, where) in asked.Where(each => query.KnownAs(each.Name) is null).Take(MostAsked))
        {
            if (Names.Key(name) is not { } key || await IsThereAsync(where, key, cancellationToken)) continue;
            unknown.Add(new UnknownName(name, what, await NearAsync(where, key, cancellationToken)));
        }
        if (query.Scopes.Count > 0) unknown.AddRange(Among(query.Scopes, "recent environment", await ScopesAsync(cancellationToken)));
        if (query.Sources.Count > 0) unknown.AddRange(Among(query.Sources, "source", await db.SourceHealth.AsNoTracking().Select(source => source.Source).ToListAsync(cancellationToken)));
        return unknown;
    }

    async Task<List<string?>> ScopesAsync(CancellationToken cancellationToken) =>
        await Events.OrderByDescending(e => e.OccurredAt).Select(e => e.ScopeKey).Take(NewestEvents).ToListAsync(cancellationToken);

    static IEnumerable<UnknownName> Among(IReadOnlyList<string> names, string what, IEnumerable<string?> met)
    {
        var known = met.OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from name in names.Take(MostAsked)
               where Names.Key(name) is { } key && !known.Contains(key)
               let near = Nearest(name, known)
               where near.Count > 0
               select new UnknownName(name, what, near);
    }

    static async Task<bool> IsThereAsync(Keyed[] where, string key, CancellationToken cancellationToken)
    {
        foreach (var names in where)
            if (await names.FromAsync(key, orEqual: true, cancellationToken) == key) return true;
        return false;
    }

    static async Task<IReadOnlyList<string>> NearAsync(Keyed[] where, string key, CancellationToken cancellationToken)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        if (key.Length < 3) return [];
        string[] beginnings = [key[..1], $"{key[1]}{key[0]}"];
        foreach (var names in where)
            foreach (var beginning in beginnings.Where(text => !text.Any(char.IsSurrogate)))
            {
                var name = beginning;
                for (var step = 0; step < MostSteps; step++)
                {
                    name = await names.FromAsync(name, orEqual: step == 0, cancellationToken);
                    if (name is null || !name.StartsWith(beginning, StringComparison.Ordinal)) break;
                    met.Add(name);
                }
            }
        return Nearest(key, met);
    }

    static IReadOnlyList<string> Nearest(string name, IEnumerable<string> met) => [.. NearestWord.Names(Names.Key(name)!, met).Take(MostNearest)];

    IQueryable<AuditEvent> Events => withholds ? db.Events.AsNoTracking().Where(e => !e.Sensitive) : db.Events.AsNoTracking();

    Task<bool> AnyAsync(AuditQuery query, CancellationToken cancellationToken) => Events.AnyAsync(query.ToPredicate(), cancellationToken);

    Keyed Key(Expression<Func<AuditEvent, string?>> key) => new(Events.Select(key));

    /// <summary>The names of one column, in their order.</summary>
    sealed class Keyed(IQueryable<string?> names)
    {
        public Task<string?> FromAsync(string name, bool orEqual, CancellationToken cancellationToken) =>
#pragma warning disable CA1309 // An engine compares by its own collation, which is exact.
            (orEqual ? names.Where(each => string.Compare(each, name) >= 0) : names.Where(each => string.Compare(each, name) > 0))
                .OrderBy(each => each).FirstOrDefaultAsync(cancellationToken);
#pragma warning restore CA1309
    }
}
