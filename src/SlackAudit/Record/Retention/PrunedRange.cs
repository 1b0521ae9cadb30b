namespace SlackAudit.Record.Retention;

/// <summary>Events that were pruned, one behind the other: what is left in the log's table of the gap that they leave. Ranges never meet.</summary>
public sealed record PrunedRange
{
    /// <summary>The first event's id.</summary>
    public required long FirstId { get; init; }

    /// <summary>The last event's id.</summary>
    public required long LastId { get; init; }

    /// <summary>The last event's hash, from which the chain goes on.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When the newest of them occurred, though never later than it was recorded.</summary>
    public required DateTimeOffset NewestAt { get; init; }

    /// <summary>When the last of them was pruned.</summary>
    public required DateTimeOffset PrunedAt { get; init; }
}
