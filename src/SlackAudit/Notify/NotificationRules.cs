using SlackAudit.Events;
using SlackAudit.Notify.Rules;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks every rule's question of each new event, in the transaction that records it: the rules of the settings, then those made in Slack.</summary>
sealed class NotificationRules(IReadOnlyList<NotificationRule> rules, NotificationClock clock, Identities? identities = null, RuleBook? book = null, BrokenRules? broken = null) : INotificationRouter
{
    volatile Compiled compiled = new(KnownPeople.None, RulePage.Empty, StandingRule.All(rules, RulePage.Empty, KnownPeople.None, []), []);

    /// <summary>The rules as they stand now.</summary>
    public IReadOnlyList<StandingRule> Standing => Now.Rules;

    /// <summary>What is muted now, or was until a day ago.</summary>
    public IReadOnlyList<Muting> Mutings => Now.Mutings;

    // However many of a channel's rules an event meets, the channel is told once, by the one that tells it soonest; of routine it is never told.
    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent)
    {
        if (Actions.IsRoutine(auditEvent.Action) && !auditEvent.Sensitive) return [];
        var now = Now;
        return now.Rules.Where(each => Ask(each.Rule.Name, auditEvent, each.Meets)).Select(each => Owed(each.Rule, auditEvent, now.Mutings))
            .GroupBy(owed => owed.Channel, StringComparer.Ordinal)
            .Select(channel => channel.MinBy(owed => (owed.Muted is not null, owed.DueAt ?? DateTimeOffset.MinValue)));
    }

    /// <summary>The names of a channel's rules that an event meets, in the order of the settings.</summary>
    public IEnumerable<string> Met(AuditEvent auditEvent, string channel) =>
        Now.Rules.Where(each => each.Rule.Channel == channel && Ask(each.Rule.Name, auditEvent, each.Meets)).Select(each => each.Rule.Name);

    public void Wake() => clock.Wake();

    /// <summary>Whether an event meets a question of a rule; where it cannot be asked, it does not, and that is told.</summary>
    public bool Ask(string rule, AuditEvent auditEvent, Func<AuditEvent, bool> question) => broken?.Ask(rule, auditEvent, question) ?? question(auditEvent);

    OwedNotification Owed(NotificationRule rule, AuditEvent told, IReadOnlyList<Muting> mutings) => new(rule.Name, rule.Channel)
    {
        Kind = Things.KindOf(rule.Name, told),
        Thing = Things.Of(told),
        Muted = mutings.FirstOrDefault(muting => Ask(rule.Name, told, e => muting.Covers(rule.Name, e)))?.Sentence,
        DueAt = told.Sensitive ? null : rule.Quiet?.EndOf(told.RecordedAt),
    };

    // Anew when people have become known by other names, or somebody has changed the rules.
    Compiled Now
    {
        get
        {
            var (people, page) = (identities?.Known ?? KnownPeople.None, book?.Page ?? RulePage.Empty);
            var now = compiled;
            if (now.People == people && now.Page == page) return now;
            return compiled = new(people, page, StandingRule.All(rules, page, people, now.Rules), [.. page.Mutes.Select(mute => new Muting(mute, people))]);
        }
    }

    sealed record Compiled(KnownPeople People, RulePage Page, StandingRule[] Rules, Muting[] Mutings);
}
