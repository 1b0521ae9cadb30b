using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks every rule's question of each new event, in the transaction that records it.</summary>
sealed class NotificationRules(IReadOnlyList<NotificationRule> rules, NotificationClock clock) : INotificationRouter
{
    readonly (NotificationRule Rule, Func<AuditEvent, bool> Meets)[] rules = [.. rules.Select(rule => (rule, rule.When.Compile()))];

    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent)
    {
        foreach (var (rule, meets) in rules)
            if (meets(auditEvent)) yield return new OwedNotification(rule.Name, rule.Channel);
    }

    public void Wake() => clock.Wake();
}
