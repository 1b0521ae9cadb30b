using SlackAudit.Events;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Whom to ask whether something was them, and what becomes of it when they do not say so: the settings under <c>WasItYou</c>.</summary>
public sealed record WasItYouSettings
{
    /// <summary>Which events are asked about.</summary>
    public AuditQuery When { get; init; } = new() { Sensitive = true };

    /// <summary>Within how much working time an answer is waited for.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromHours(2);

    /// <summary>When people work.</summary>
    public WorkingHours WorkingHours { get; init; } = WorkingHours.Usual;

    /// <summary>The zone of those whose own Slack does not say.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The Slack channel that is told of "no" and of no answer, by name or id; null where nobody is asked.</summary>
    public string? Channel { get; init; }
}
