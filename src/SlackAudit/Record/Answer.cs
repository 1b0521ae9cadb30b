using System.Collections.ObjectModel;
using SlackAudit.Events;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record;

/// <summary>What the log says to a question.</summary>
public sealed record Answer
{
    /// <summary>The question.</summary>
    public required AuditQuery Query { get; init; }

    /// <summary>The matching events, newest first, at most a page; empty for the counting shapes.</summary>
    public IReadOnlyList<AuditEvent> Events { get; init; } = [];

    /// <summary>Where the next older page begins; null when there is none.</summary>
    public PageStart? Older { get; init; }

    /// <summary>For <c>who</c> and <c>count</c>: one line a group, the most frequent first (days in order).</summary>
    public IReadOnlyList<Tally> Tallies { get; init; } = [];

    /// <summary>How many groups there are beyond those listed.</summary>
    public int MoreTallies { get; init; }

    /// <summary>What was not looked through; null when everything was.</summary>
    public Cut? Cut { get; init; }

    /// <summary>When each source that could have told was last heard.</summary>
    public IReadOnlyList<SourceHealth> Sources { get; init; } = [];

    /// <summary>Up to when events were pruned that might have been among these; null where the answer does not reach back so far.</summary>
    public DateTimeOffset? PrunedUntil { get; init; }

    /// <summary>Where nothing matched: the names of the question that the log has never met.</summary>
    public IReadOnlyList<UnknownName> Unknown { get; init; } = [];

    /// <summary>Where nothing matched: the times from which the log may lack events.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; init; } = [];

    /// <summary>What the only event of this answer and others tell together; null for none, or where nobody looked.</summary>
    public Story? Story { get; init; }

    /// <summary>Where the only event is the newest good deploy of an app: what became of its environment since.</summary>
    public IReadOnlyList<EnvState> VariablesSince { get; init; } = [];

    /// <summary>The sessions that events belong to, by the event's id; empty where nobody looked.</summary>
    public IReadOnlyDictionary<long, Session> Sessions { get; init; } = ReadOnlyDictionary<long, Session>.Empty;

    /// <summary>The events as the lines of a list, a whole session in one.</summary>
    public IEnumerable<AnswerLine> Lines => AnswerLine.Of(this);

    /// <summary>Who is who, as it was known when this was answered.</summary>
    public KnownPeople People { get; init; } = KnownPeople.None;

    /// <summary>Whether what is sensitive was left out, because whoever asks may not see it.</summary>
    public bool Withheld { get; init; }

    /// <summary>Whether something sensitive stands in it by itself, counts aside.</summary>
    public bool NamesSensitive => VariablesSince.Count > 0 || Events.Concat(Story?.Events ?? []).Any(e => e.Sensitive);

    /// <summary>Whether nothing matched.</summary>
    public bool IsEmpty => Events.Count == 0 && Tallies.Count == 0;
}

/// <summary>A name of a question that the log has never met.</summary>
/// <param name="Name">The name as asked.</param>
/// <param name="What">What it would have to be: <c>app, target or person</c>.</param>
/// <param name="Nearest">The names in the log that were meant, perhaps; the nearest first.</param>
public sealed record UnknownName(string Name, string What, IReadOnlyList<string> Nearest)
{
    /// <summary>That as a sentence.</summary>
    public string Says => $"The log knows no {What} called {QuestionProblem.Show(Name)}{(Nearest.Count == 0 ? "." : $". Did you mean {string.Join(" or ", Nearest)}?")}";
}

/// <summary>An answer that is not of everything that was asked about.</summary>
/// <param name="Since">The instant before which nothing was looked through.</param>
/// <param name="Reason">Why.</param>
public sealed record Cut(DateTimeOffset Since, CutReason Reason)
{
    /// <summary>That as a sentence, with the instant written as its reader writes instants.</summary>
    public string Says(string since) => Reason == CutReason.Text
        ? $"Such a text is looked for among the newest events only: here among those since {since}."
        : $"This is of what occurred since {since} only: looking further back would have taken too long. Ask about a shorter time, or name an app, a target or a person.";
}

/// <summary>Why an answer is not of everything that was asked about.</summary>
public enum CutReason
{
    /// <summary>It would have taken longer than a question may.</summary>
    Time,

    /// <summary>A quoted text is looked for among the newest events only, where there is no index of texts that could find it.</summary>
    Text,
}

/// <summary>One group of a counting answer.</summary>
/// <param name="Name">The app, actor, action, source or day (<c>2026-03-02</c>); null where events have none.</param>
/// <param name="Count">How many events.</param>
/// <param name="Started">How many of them only say that something began.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="LastAt">When the newest occurred.</param>
public sealed record Tally(string? Name, long Count, long Started, long Failed, DateTimeOffset LastAt)
{
    /// <summary>The person's names that were counted together, the most frequent first; null where the group is no known person.</summary>
    public IReadOnlyList<ActorName>? Person { get; init; }
}

/// <summary>A place in the newest-first order of events: the page begins right behind it.</summary>
/// <param name="OccurredAt">The last shown event's time.</param>
/// <param name="Id">Its id.</param>
public readonly record struct PageStart(DateTimeOffset OccurredAt, long Id);
