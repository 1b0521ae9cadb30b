using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>
/// Takes a question apart so that no part of it needs more than one index: "this or that" over two columns would have an engine read
/// every event. What the walks meet is together what the question asks for, and no event is met on two of them.
/// </summary>
static class Walks
{
    // What grows with them is the work of translating a statement; so many names are met often enough along the time.
    const int Most = 24;

    /// <summary>The walks to what a question asks for.</summary>
    public static IReadOnlyList<Walk> Of(AuditQuery query)
    {
        var asked = query with { Shape = QueryShape.List, Limit = null, Per = null, Since = null, Until = null };
        var time = new AuditQuery { Since = query.Since, Until = query.Until };
        // A name leads to fewer events than an action does, and fewer names make fewer walks.
        var seeks = Names(asked).Where(CanBeWalked).MinBy(seeks => seeks.Count) ?? Roots(asked);
        if (!CanBeWalked(seeks)) return [new Walk(time, asked)];
        var walks = new List<Walk>();
        foreach (var (seek, without) in seeks)
        {
            var met = seeks.Take(walks.Count).Select(earlier => earlier.Seek);
            walks.Add(new Walk(seek with { Since = time.Since, Until = time.Until }, without with { Except = [.. without.Except, .. met] }));
        }
        return walks;
    }

    static bool CanBeWalked(IReadOnlyList<(AuditQuery, AuditQuery)> seeks) => seeks.Count is > 0 and <= Most;

    // Each name beside what remains of the question once it is met.
    static IEnumerable<IReadOnlyList<(AuditQuery Seek, AuditQuery Without)>> Names(AuditQuery query)
    {
        yield return [.. query.Targets.Select(name => (new AuditQuery { Targets = [name] }, query with { Targets = [] }))];
        yield return Actors(query);
        yield return [.. query.Apps.Select(name => (new AuditQuery { Apps = [name] }, query with { Apps = [] }))];
        for (var i = 0; i < query.Words.Count; i++)
        {
            var group = query.Words[i];
            var without = query with { Words = [.. query.Words.Take(i), .. query.Words.Skip(i + 1)] };
            yield return group.Any(word => query.KnownAs(word) is not null)
                ? [.. group.SelectMany(Things).Concat(group.SelectMany(word => Keys(query, word)).Distinct(StringComparer.Ordinal).Select(key => new AuditQuery { Actors = [key] })).Select(seek => (seek, query))]
                : [.. group.SelectMany(word => Things(word).Append(new AuditQuery { Actors = [word] })).Select(seek => (seek, without))];
        }
    }

    // A person's names lead to all that is hers and to some that is not: what they were asked for remains to be asked.
    static IReadOnlyList<(AuditQuery Seek, AuditQuery Without)> Actors(AuditQuery query) => query.Actors.Any(name => query.KnownAs(name) is not null)
        ? [.. query.Actors.SelectMany(name => Keys(query, name)).Distinct(StringComparer.Ordinal).Select(key => (new AuditQuery { Actors = [key] }, query))]
        : [.. query.Actors.Select(name => (new AuditQuery { Actors = [name] }, query with { Actors = [] }))];

    static IEnumerable<AuditQuery> Things(string word) => [new AuditQuery { Apps = [word] }, new AuditQuery { Targets = [word] }];

    static IEnumerable<string> Keys(AuditQuery query, string name) =>
        (query.KnownAs(name)?.Hers ?? []).Select(hers => hers.Name).Prepend(name).Select(each => Events.Names.Key(each)!);

    // The actions below one root lie in one place of the index.
    static IReadOnlyList<(AuditQuery Seek, AuditQuery Without)> Roots(AuditQuery query) =>
    [
        .. query.Actions.GroupBy(action => Actions.Root(Events.Names.Fold(action)), StringComparer.Ordinal)
            .Select(group => (new AuditQuery { Actions = [.. group] }, query with { Actions = [] })),
    ];
}
