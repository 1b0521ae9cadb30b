using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>What a digest tells: a period, and the period of the same length before it for comparison.</summary>
sealed record DigestReport
{
    /// <summary>The digest.</summary>
    public required DigestRule Digest { get; init; }

    /// <summary>The beginning of the period.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end of the period.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>How many events of each action, and how many in the period before.</summary>
    public required IReadOnlyList<Compared> Actions { get; init; }

    /// <summary>How many events of each app, and how many in the period before.</summary>
    public required IReadOnlyList<Compared> Apps { get; init; }

    /// <summary>The finished deployments (and those that never finished), newest first.</summary>
    public required IReadOnlyList<AuditEvent> Deploys { get; init; }

    /// <summary>The newest sensitive events and how many there are.</summary>
    public required Listed Sensitive { get; init; }

    /// <summary>The newest failures and how many there are.</summary>
    public required Listed Failures { get; init; }

    /// <summary>The newest link of the chain: kept in Slack, it proves the log from outside the log.</summary>
    public required Checkpoint Checkpoint { get; init; }

    /// <summary>How many events there were.</summary>
    public long Total => Actions.Sum(action => action.Count);

    /// <summary>How many there were in the period before.</summary>
    public long TotalBefore => Actions.Sum(action => action.Before);
}

/// <summary>A count beside the same count of the period before.</summary>
/// <param name="Name">What is counted; null where events have no name for it.</param>
/// <param name="Count">In the period.</param>
/// <param name="Before">In the period before.</param>
sealed record Compared(string? Name, long Count, long Before);

/// <summary>The newest of some events.</summary>
/// <param name="Events">The newest, at most a few.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Before">How many there were in the period before.</param>
sealed record Listed(IReadOnlyList<AuditEvent> Events, long Count, long Before);
