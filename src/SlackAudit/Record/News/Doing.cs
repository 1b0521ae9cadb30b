namespace SlackAudit.Record.News;

/// <summary>What somebody did to something within a stretch of time, however often.</summary>
public sealed record Doing
{
    /// <summary>Where it was said.</summary>
    public required string Source { get; init; }

    /// <summary>Who, folded; null where the source does not say.</summary>
    public string? Actor { get; init; }

    /// <summary>To which app, or to which target where no app is said, folded; null where neither is.</summary>
    public string? Thing { get; init; }

    /// <summary>Whether the thing is an app.</summary>
    public bool IsApp { get; init; }

    /// <summary>What was done.</summary>
    public required string Action { get; init; }

    /// <summary>How often.</summary>
    public long Count { get; init; }

    /// <summary>The first of these events.</summary>
    public long FirstId { get; init; }

    /// <summary>The last of them.</summary>
    public long LastId { get; init; }
}
