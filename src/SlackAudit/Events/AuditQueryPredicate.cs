using System.Linq.Expressions;
using System.Reflection;

namespace SlackAudit.Events;

/// <summary>
/// Writes a question as one expression over the stored columns, from nothing but comparisons and the few string members that
/// every engine translates.
/// </summary>
static class AuditQueryPredicate
{
    static readonly ParameterExpression Event = Expression.Parameter(typeof(AuditEvent), "e");

    // SQL knows only ToLower, whose meaning in memory would change with the culture of the thread.
    static readonly MethodInfo LowerInSql = typeof(string).GetMethod(nameof(string.ToLower), [])!;
    static readonly MethodInfo LowerInMemory = typeof(string).GetMethod(nameof(string.ToLowerInvariant), [])!;
    static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    static readonly MethodInfo Substring = typeof(string).GetMethod(nameof(string.Substring), [typeof(int), typeof(int)])!;

    static readonly MethodInfo AmongNames =
        ((MethodCallExpression)((Expression<Func<string?[], string?, bool>>)((names, name) => Enumerable.Contains(names, name))).Body).Method;

    const int MostInARow = 24;

    internal static Expression<Func<AuditEvent, bool>> ForSql(AuditQuery query) =>
        Expression.Lambda<Func<AuditEvent, bool>>(Body(query, LowerInSql), Event);

    internal static Expression<Func<AuditEvent, bool>> ForMemory(AuditQuery query) =>
        Expression.Lambda<Func<AuditEvent, bool>>(Body(query, LowerInMemory), Event);

    static Expression Body(AuditQuery query, MethodInfo lower)
    {
        var all = new List<Expression>();
        AddAny(all, query.Actions, ActionIs);
        foreach (var group in query.Words) AddNames(all, query, group, word => WordIs(query, word), [nameof(AuditEvent.AppKey), nameof(AuditEvent.TargetKey), nameof(AuditEvent.ActorKey)]);
        AddNames(all, null, query.Apps, AppIs, [nameof(AuditEvent.AppKey)]);
        AddNames(all, null, query.Targets, TargetIs, [nameof(AuditEvent.TargetKey)]);
        AddNames(all, query, query.Actors, name => ActorIs(query, name), [nameof(AuditEvent.ActorKey)]);
        AddNames(all, null, query.Scopes, ScopeIs, [nameof(AuditEvent.ScopeKey)]);
        AddAny(all, query.Sources, source => Is(nameof(AuditEvent.Source), Names.Fold(source)));
        AddAny(all, query.Outcomes, outcome => Is(nameof(AuditEvent.Outcome), outcome));
        if (query.Sensitive is { } sensitive) all.Add(Is(nameof(AuditEvent.Sensitive), sensitive));
        all.AddRange(query.Texts.Select(text =>
            Expression.Call(Expression.Call(Field(nameof(AuditEvent.Summary)), lower), Contains, Value(Names.FoldText(text)))));
        var occurredAt = Field(nameof(AuditEvent.OccurredAt));
        if (query.Since is { } since) all.Add(Expression.GreaterThanOrEqual(occurredAt, Value(since.ToUniversalTime())));
        if (query.Until is { } until) all.Add(Expression.LessThan(occurredAt, Value(until.ToUniversalTime())));
        all.AddRange(query.Except.Select(except => Expression.Not(Body(except, lower))));
        return all.Count == 0 ? Expression.Constant(true) : Balanced(all, Expression.AndAlso);
    }

    static void AddAny<T>(List<Expression> all, IReadOnlyList<T> values, Func<T, Expression> test)
    {
        if (values.Count > 0) all.Add(Balanced([.. values.Select(test)], Expression.OrElse));
    }

    // SQLite takes no more than a thousand conditions in a row; a list has no such end.
    static void AddNames(List<Expression> all, AuditQuery? people, IReadOnlyList<string> asked, Func<string, Expression> test, string[] keys)
    {
        var plain = asked.ToLookup(name => Names.Path(name) is null && people?.KnownAs(name) is null);
        var listed = asked.Count > MostInARow ? plain[true].Select(Names.Key).ToArray() : [];
        if (listed.Length == 0)
        {
            AddAny(all, asked, test);
            return;
        }
        var any = keys.Select(key => (Expression)Expression.Call(AmongNames, Value(listed), Field(key)));
        all.Add(Balanced([.. any, .. plain[false].Select(test)], Expression.OrElse));
    }

    // A chain of thousands of names would be thousands of calls deep for whoever translates it.
    static Expression Balanced(List<Expression> parts, Func<Expression, Expression, Expression> join)
    {
        while (parts.Count > 1) parts = [.. parts.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : join(pair[0], pair[1]))];
        return parts[0];
    }

    static Expression ActionIs(string asked)
    {
        var action = Names.Fold(asked);
        var root = Is(nameof(AuditEvent.ActionRoot), Actions.Root(action));
        return action == Actions.Root(action)
            ? root
            : Expression.AndAlso(root, Expression.OrElse(
                Is(nameof(AuditEvent.Action), action),
                BeginsWith(Field(nameof(AuditEvent.Action)), action + ".")));
    }

    static BinaryExpression WordIs(AuditQuery query, string asked) =>
        Expression.OrElse(Expression.OrElse(AppIs(asked), TargetIs(asked)), ActorIs(query, asked));

    static Expression AppIs(string asked) => NameIs(nameof(AuditEvent.AppKey), nameof(AuditEvent.AppPath), asked);

    static Expression TargetIs(string asked) => NameIs(nameof(AuditEvent.TargetKey), nameof(AuditEvent.TargetPath), asked);

    // By its letters, unless it is somebody else; by every other name only where it means somebody.
    static Expression ActorIs(AuditQuery query, string asked)
    {
        Expression meant = NameIs(nameof(AuditEvent.ActorKey), nameof(AuditEvent.ActorPath), asked);
        if (query.KnownAs(asked) is not { } known) return meant;
        if (known.Others.Count > 0) meant = Expression.AndAlso(meant, Expression.Not(Balanced([.. known.Others.Select(ActorNameIs)], Expression.OrElse)));
        return Balanced([meant, .. known.Hers.Select(ActorNameIs)], Expression.OrElse);
    }

    static Expression ActorNameIs(ActorName actor)
    {
        List<Expression> all = [Is(nameof(AuditEvent.ActorKey), Names.Key(actor.Name))];
        all.Add(Names.Path(actor.Name) is { } path ? Is(nameof(AuditEvent.ActorPath), path) : Expression.Equal(Field(nameof(AuditEvent.ActorPath)), Expression.Constant(null, typeof(string))));
        AddAny(all, actor.In, source => Is(nameof(AuditEvent.Source), source));
        all.AddRange(actor.NotIn.Select(source => Expression.NotEqual(Field(nameof(AuditEvent.Source)), Value(source))));
        return Balanced(all, Expression.AndAlso);
    }

    static Expression ScopeIs(string asked) => NameIs(nameof(AuditEvent.ScopeKey), nameof(AuditEvent.ScopePath), asked);

    /// <summary><see cref="Names.Match"/>, on stored columns.</summary>
    static BinaryExpression NameIs(string key, string path, string asked) =>
        Names.Path(asked) is { } whole
            ? Expression.AndAlso(Is(key, Names.Key(asked)), Is(path, whole))
            : Is(key, Names.Key(asked));

    // Not StartsWith: it follows the culture in memory, and becomes a LIKE without case on SQLite.
    static BinaryExpression BeginsWith(Expression field, string prefix) =>
        Expression.AndAlso(
            Expression.GreaterThanOrEqual(Expression.Property(field, nameof(string.Length)), Value(prefix.Length)),
            Expression.Equal(Expression.Call(field, Substring, Expression.Constant(0), Value(prefix.Length)), Value(prefix)));

    static BinaryExpression Is<T>(string field, T value) => Expression.Equal(Field(field), Value(value));

    static MemberExpression Field(string name) => Expression.Property(Event, name);

    // A value that a lambda has captured becomes a parameter of the SQL, so that one cached plan serves every question of a form.
    static Expression Value<T>(T value)
    {
        Expression<Func<T>> captured = () => value;
        return captured.Body;
    }
}
