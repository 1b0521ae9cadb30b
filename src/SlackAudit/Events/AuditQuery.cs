using System.Linq.Expressions;

namespace SlackAudit.Events;

/// <summary>
/// A question, parsed: what <c>/audit</c>, a page, the API, a rule and a digest all ask. Lists within one field mean "any of";
/// the fields together mean "all of". Two questions that ask the same in the same order are equal.
/// </summary>
public sealed partial record AuditQuery
{
    /// <summary>What the asker wants to see of the matching events.</summary>
    public QueryShape Shape { get; init; } = QueryShape.List;

    /// <summary>How many of the newest events were asked for (<c>last 5</c>); null where the answer pages.</summary>
    public int? Limit { get; init; }

    /// <summary>By what to count, for <see cref="QueryShape.Count"/>; null for one total.</summary>
    public CountPer? Per { get; init; }

    /// <summary>Actions; a wide one meets its narrower ones.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Bare words: every group must be met, a group by any of its words, a word by app, target or actor.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Words { get; init; } = [];

    /// <summary>Apps (<c>app:</c>).</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];

    /// <summary>Targets (<c>target:</c>).</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Actors (<c>by</c>, <c>actor:</c>).</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Scopes (<c>in</c>, <c>scope:</c>).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Sources (<c>from</c>, <c>source:</c>).</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Outcomes (<c>failed</c>, <c>outcome:failure</c>).</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>Flagged as sensitive or not; null for both.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>Quoted texts, each of which the summary must contain, without case.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Nothing that occurred before this instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Nothing that occurred at or after this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whose events are left out (<c>not by ci-bot</c>): each names one thing and carries no time, shape or limit.</summary>
    public IReadOnlyList<AuditQuery> Except { get; init; } = [];

    /// <summary>Whether the question is about a stretch of time, which a rule cannot ask of an event that is just happening.</summary>
    public bool HasTime => Since is not null || Until is not null;

    /// <summary>The one predicate: translated to SQL for the log, compiled for rules, equal in both readings.</summary>
    public Expression<Func<AuditEvent, bool>> ToPredicate() => AuditQueryPredicate.ForSql(this);

    /// <summary>The same predicate to ask of events in memory, whatever the culture; compile once and keep it.</summary>
    public Func<AuditEvent, bool> Compile() => AuditQueryPredicate.ForMemory(this).Compile();
}

/// <summary>What the asker wants to see.</summary>
public enum QueryShape
{
    /// <summary>The events, newest first.</summary>
    List,

    /// <summary>The newest one, or the newest few (<c>last deploy myapp</c>).</summary>
    Last,

    /// <summary>The actors with how often and when last (<c>who touched prod-db</c>).</summary>
    Who,

    /// <summary>How many (<c>count deploys per app</c>).</summary>
    Count,
}

/// <summary>By what events are counted.</summary>
public enum CountPer
{
    /// <summary>By application.</summary>
    App,

    /// <summary>By who did it.</summary>
    Actor,

    /// <summary>By what was done.</summary>
    Action,

    /// <summary>By day in the asker's time zone.</summary>
    Day,

    /// <summary>By the system that told us.</summary>
    Source,
}
