namespace SlackAudit.Record.Retention;

/// <summary>What one transaction prunes.</summary>
sealed record Pruning : LogChange
{
    /// <summary>Its number among the prunes of this log. When somebody else has taken that one, nothing is pruned.</summary>
    public required long Number { get; init; }

    /// <summary>Which events and payloads.</summary>
    public required PruneAccount Account { get; init; }

    /// <summary>How many of each action.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>When the oldest of them was recorded.</summary>
    public required DateTimeOffset OldestRecordedAt { get; init; }

    /// <summary>When the newest of them was recorded.</summary>
    public required DateTimeOffset NewestRecordedAt { get; init; }

    /// <summary>Who asked for it; null for the daily job.</summary>
    public string? Actor { get; init; }

    public override async Task<bool> TakeAsync(LogSession session)
    {
        await PruneStatements.PruneAsync(session, Account);
        return true;
    }
}
