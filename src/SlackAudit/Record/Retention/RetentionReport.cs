namespace SlackAudit.Record.Retention;

/// <summary>What a run has pruned, or would prune.</summary>
public sealed record RetentionReport
{
    /// <summary>How many events of each action.</summary>
    public IReadOnlyDictionary<string, long> Events { get; init; } = new Dictionary<string, long>();

    /// <summary>How many kept payloads whose events stay, by their first event's action.</summary>
    public IReadOnlyDictionary<string, long> Payloads { get; init; } = new Dictionary<string, long>();

    /// <summary>How many deliveries were due and stay, since they are held or a message about them is still owed.</summary>
    public long Kept { get; init; }

    /// <summary>The legal hold that stops all pruning; null where none does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Why it ended early, sentences; null when it did not.</summary>
    public string? Problem { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Done">The events that were looked at.</param>
/// <param name="Total">Those that there are to look at.</param>
public readonly record struct RetentionProgress(long Done, long Total);
