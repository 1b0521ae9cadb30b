using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks every rule's question of each new event, in the transaction that records it.</summary>
sealed class NotificationRules(IReadOnlyList<NotificationRule> rules, NotificationClock clock, Identities? identities = null) : INotificationRouter
{
    volatile Compiled compiled = Compile(rules, identities?.Known ?? KnownPeople.None);

    // However many of a channel's rules an event meets, the channel is told once; of routine it is never told.
    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => Actions.IsRoutine(auditEvent.Action) && !auditEvent.Sensitive ? [] :
        Rules.Where(each => each.Meets(auditEvent)).Select(each => Owed(each.Rule, auditEvent)).DistinctBy(owed => owed.Channel);

    static OwedNotification Owed(NotificationRule rule, AuditEvent auditEvent) =>
        new(rule.Name, rule.Channel) { Kind = Things.KindOf(rule.Name, auditEvent), Thing = Things.Of(auditEvent) };

    /// <summary>The names of a channel's rules that an event meets, in the order of the settings.</summary>
    public IEnumerable<string> Met(AuditEvent auditEvent, string channel) =>
        Rules.Where(each => each.Rule.Channel == channel && each.Meets(auditEvent)).Select(each => each.Rule.Name);

    public void Wake() => clock.Wake();

    // Anew when people have become known by other names.
    (NotificationRule Rule, Func<AuditEvent, bool> Meets)[] Rules
    {
        get
        {
            if (identities is not null && compiled.People != identities.Known) compiled = Compile(rules, identities.Known);
            return compiled.Rules;
        }
    }

    static Compiled Compile(IReadOnlyList<NotificationRule> rules, KnownPeople people) => new(people, [.. rules.Select(rule => (rule, rule.When.Knowing(people).Compile()))]);

    sealed record Compiled(KnownPeople People, (NotificationRule Rule, Func<AuditEvent, bool> Meets)[] Rules);
}
