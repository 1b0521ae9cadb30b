namespace SlackAudit.Record;

/// <summary>A rule that somebody made in Slack, beside those of the settings.</summary>
public sealed record Subscription
{
    /// <summary>What people call it; unique without case.</summary>
    public required string Name { get; init; }

    /// <summary>The question that is asked of each new event.</summary>
    public required string Question { get; init; }

    /// <summary>The channel that is told, by id or name.</summary>
    public required string Channel { get; init; }

    /// <summary>When it tells nothing but what is sensitive, such as <c>22:00-07:00 Europe/Berlin</c>; null for never.</summary>
    public string? QuietHours { get; init; }

    /// <summary>Who made it; null where that is not known.</summary>
    public string? MadeBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
