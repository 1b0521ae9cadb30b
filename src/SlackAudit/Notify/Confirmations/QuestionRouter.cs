using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Owes whoever did something the question whether it was them, beside what the rules owe, in the transaction that records it.</summary>
sealed class QuestionRouter(NotificationRules rules, WasItYouSettings settings, Identities identities) : INotificationRouter
{
    /// <summary>What such a notification has as its rule.</summary>
    public const string Rule = "was it you";

    const int LongestThing = 300;

    volatile Compiled compiled = Compile(settings, identities.Known);

    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent)
    {
        var told = rules.Route(auditEvent);
        if (!IsAsked(auditEvent)) return told;
        OwedNotification[] owed = [.. told];
        var channel = Person(auditEvent) is { } person && identities.Known.SlackUsersOf(person) is [var user] ? user : owed.Length > 0 ? owed[0].Channel : settings.Channel!;
        return [.. owed, new OwedNotification(Rule, channel) { About = NotificationAbout.Question, Kind = Kind(auditEvent), Thing = Thing(auditEvent) }];
    }

    public void Wake() => rules.Wake();

    // Only one and the same actor, in the same place, is asked once for several events: nobody answers for another.
    static string Kind(AuditEvent e) => Kinds.Of(Rule, e.Action, e.Source, Actor(e), e.AppPath ?? e.AppKey, e.ScopePath ?? e.ScopeKey, e.ClientAddress);

    // Only of a session: a deploy of the same thing may be another one, weeks later.
    static string? Thing(AuditEvent e) => StorySteps.RoleOf(e) == StoryRole.Session && Things.Of(e) is { } thing && $"{Rule} {e.Source}/{Actor(e)} {thing}" is { Length: <= LongestThing } asked ? asked : null;

    static string? Actor(AuditEvent e) => e.ActorPath ?? e.ActorKey;

    bool IsAsked(AuditEvent e) =>
        settings.Channel is not null && e.Actor is { } actor && e.Source != OwnSource.Name && rules.Ask(Rule, e, Meets)
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
