namespace SlackAudit.Record;

/// <summary>The newest link of the chain at some instant. Kept where nobody with the database can change it, it proves the log up to there.</summary>
public sealed record Checkpoint
{
    /// <summary>How many events the log had: the id of the newest.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of that event.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was first taken, by our clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }
}
