using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Notify.Digests;

/// <summary>What a digest tells: a period, and the period before it for comparison.</summary>
sealed record DigestReport
{
    /// <summary>The digest.</summary>
    public required DigestRule Digest { get; init; }

    /// <summary>The beginning of the period.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end of the period.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The beginning of the period before, with which it is compared.</summary>
    public required DateTimeOffset StartOfPrevious { get; init; }

    /// <summary>Whether it is of a day, a week or a month.</summary>
    public DigestKind Kind => DigestKinds.Of(Start, End, Digest.TimeZone);

    /// <summary>How many events there were.</summary>
    public required Compared Total { get; init; }

    /// <summary>How many deployments there were; a start and its end are one.</summary>
    public required Compared Deploys { get; init; }

    /// <summary>The deployments by app, the most deployed first.</summary>
    public required IReadOnlyList<Deployed> DeploysByApp { get; init; }

    /// <summary>The sensitive events, with what was answered about them.</summary>
    public required SensitiveEvents Sensitive { get; init; }

    /// <summary>The newest failures and how many there are.</summary>
    public required Listed Failures { get; init; }

    /// <summary>How many events of each action, the most frequent first.</summary>
    public required IReadOnlyList<Compared> Actions { get; init; }

    /// <summary>How many events of each app, the most frequent first.</summary>
    public required IReadOnlyList<Compared> Apps { get; init; }

    /// <summary>The sessions that were open at the end; null where that took too long.</summary>
    public OpenSessions? Open { get; init; }

    /// <summary>What is new and what stopped; null where that took too long.</summary>
    public DigestNews? News { get; init; }

    /// <summary>How often, how fast and how well it was deployed; null where it was not, or where that took too long.</summary>
    public Velocity? Velocity { get; init; }

    /// <summary>What was left out since it took too long, in words.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>How each source is doing that the digest's question may be about.</summary>
    public required IReadOnlyList<SourceReport> Sources { get; init; }

    /// <summary>The newest link of the chain: kept in Slack, it proves the log from outside the log.</summary>
    public required Checkpoint Checkpoint { get; init; }
}

/// <summary>A count beside the same count of the period before.</summary>
/// <param name="Name">What is counted; null where events have no name for it.</param>
/// <param name="Count">In the period.</param>
/// <param name="Before">In the period before; null where it is not known, among too many names.</param>
sealed record Compared(string? Name, long Count, long? Before);

/// <summary>The newest of some events.</summary>
/// <param name="Events">The newest, at most a few.</param>
/// <param name="Count">How many there are in all, and were in the period before.</param>
sealed record Listed(IReadOnlyList<AuditEvent> Events, Compared Count);

/// <summary>The deployments of one app.</summary>
/// <param name="App">The app; null where the source does not say.</param>
/// <param name="Count">How many there were; a start and its end are one.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Unfinished">How many began and have not come to an end.</param>
/// <param name="People">Who deployed, the most often first; null where the source does not say.</param>
sealed record Deployed(string? App, int Count, int Failed, int Unfinished, IReadOnlyList<(string? Actor, int Count)> People);
