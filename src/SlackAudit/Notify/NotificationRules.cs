using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks every rule's question of each new event, in the transaction that records it.</summary>
sealed class NotificationRules(IReadOnlyList<NotificationRule> rules, NotificationClock clock) : INotificationRouter
{
    readonly (NotificationRule Rule, Func<AuditEvent, bool> Meets)[] rules = [.. rules.Select(rule => (rule, rule.When.Compile()))];

    // However many of a channel's rules an event meets, the channel is told once; of routine it is never told.
    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => Actions.IsRoutine(auditEvent.Action) && !auditEvent.Sensitive ? [] :
        rules.Where(each => each.Meets(auditEvent)).Select(each => new OwedNotification(each.Rule.Name, each.Rule.Channel)).DistinctBy(owed => owed.Channel);

    /// <summary>The names of a channel's rules that an event meets, in the order of the settings.</summary>
    public IEnumerable<string> Met(AuditEvent auditEvent, string channel) =>
        rules.Where(each => each.Rule.Channel == channel && each.Meets(auditEvent)).Select(each => each.Rule.Name);

    public void Wake() => clock.Wake();
}
