namespace SlackAudit.Record;

/// <summary>What is not told for a while, and why.</summary>
public sealed record Mute
{
    /// <summary>What it is known by, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The rule that is muted; null for every rule.</summary>
    public string? Rule { get; init; }

    /// <summary>Which events are muted, as a question such as <c>app:billing</c> or <c>by:ci-bot</c>; null for every event of the rule.</summary>
    public string? Question { get; init; }

    /// <summary>Until when, in UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who muted it; null where that is not known.</summary>
    public string? MutedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset MutedAt { get; init; }
}
