namespace SlackAudit.Record;

/// <summary>What came of asking whoever did something sensitive whether it was them.</summary>
public sealed record Confirmation
{
    /// <summary>It was them.</summary>
    public const string Yes = "yes";

    /// <summary>It was not.</summary>
    public const string No = "no";

    /// <summary>Nobody answered in time.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>The event that was asked about.</summary>
    public required long EventId { get; init; }

    /// <summary><see cref="Yes"/>, <see cref="No"/>, or <see cref="Unanswered"/>, which an answer that comes too late replaces.</summary>
    public required string Answer { get; init; }

    /// <summary>Who answered; null when nobody did.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What they gave as the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was answered or given up, in UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}
