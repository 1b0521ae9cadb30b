using SlackAudit.Events;
using SlackAudit.Notify.Rules;

namespace SlackAudit.Notify;

/// <summary>A question asked of every new event, and the channel that is told: the settings under <c>Rules</c>.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="When">The question; it names no time, since it is asked of what is new.</param>
/// <param name="Channel">The Slack channel, by name or id.</param>
public sealed record NotificationRule(string Name, AuditQuery When, string Channel)
{
    /// <summary>When it tells nothing but what is sensitive; null for never.</summary>
    public QuietHours? Quiet { get; init; }
}

/// <summary>A question asked on a schedule, and the channel that gets the report: the settings under <c>Digests</c>.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Of">The question; its time is the period since the last report.</param>
/// <param name="Channel">The Slack channel, by name or id.</param>
/// <param name="At">When, a cron expression of five fields.</param>
/// <param name="TimeZone">The zone in which <paramref name="At"/> is read and days are named.</param>
public sealed record DigestRule(string Name, AuditQuery Of, string Channel, string At, TimeZoneInfo TimeZone);
