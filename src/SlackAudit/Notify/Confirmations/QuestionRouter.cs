using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Owes whoever did something the question whether it was them, beside what the rules owe, in the transaction that records it.</summary>
sealed class QuestionRouter(NotificationRules rules, WasItYouSettings settings, Identities identities) : INotificationRouter
{
    /// <summary>What such a notification has as its rule.</summary>
    public const string Rule = "was it you";

    volatile Compiled compiled = Compile(settings, identities.Known);

    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent)
    {
        var told = rules.Route(auditEvent);
        if (!IsAsked(auditEvent)) return told;
        OwedNotification[] owed = [.. told];
        var channel = Person(auditEvent) is { } person && identities.Known.SlackUsersOf(person) is [var user] ? user : owed.Length > 0 ? owed[0].Channel : settings.Channel!;
        return [.. owed, new OwedNotification(Rule, channel) { About = NotificationAbout.Question }];
    }

    public void Wake() => rules.Wake();

    // Of a session, its start is asked about.
    bool IsAsked(AuditEvent e) =>
        settings.Channel is not null && e.Actor is { } actor && e.Source != OwnSource.Name && !Sessions.Ends(e) && Meets(e)
        && (Person(e) is not null || !Programs.Are(actor));

    string? Person(AuditEvent e) => identities.Known.Of(e);

    // Anew when people have become known by other names.
    bool Meets(AuditEvent e)
    {
        if (compiled.People != identities.Known) compiled = Compile(settings, identities.Known);
        return compiled.Meets(e);
    }

    static Compiled Compile(WasItYouSettings settings, KnownPeople people) => new(people, settings.When.Knowing(people).Compile());

    sealed record Compiled(KnownPeople People, Func<AuditEvent, bool> Meets);
}
