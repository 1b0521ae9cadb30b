namespace SlackAudit.Record;

/// <summary>What came of asking whoever did something sensitive whether it was them.</summary>
public sealed record Confirmation
{
    /// <summary>The event that was asked about.</summary>
    public required long EventId { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, or <c>unanswered</c> when nobody answered in time.</summary>
    public required string Answer { get; init; }

    /// <summary>Who answered; null when nobody did.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What they gave as the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was answered or given up, in UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}
