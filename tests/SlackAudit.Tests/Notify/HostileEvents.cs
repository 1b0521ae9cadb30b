using SlackAudit.Events;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

/// <summary>Events whose every text wants to be more than text, with every combination of what may be missing.</summary>
static class HostileEvents
{
    /// <summary>What commit messages, names and apps have really been seen to hold, and what nobody should send.</summary>
    public static readonly string[] Texts =
    [
        .. Hostile.Texts,
        "<!channel> & <https://evil|ok> *x* @here",
        new('y', 10_000),
        "🚀🔥 👩‍👩‍👧 ship it",
        "مرحبا \u202eبالعالم\u202c \u2067abc\u2069",
        "nul\0byte",
    ];

    public static IEnumerable<AuditEvent> All()
    {
        const int All = 0xff;
        foreach (var text in Texts)
            for (var present = 0; present <= All; present += text.Length < 100 ? 1 : All) yield return Event(text, present);
    }

    public static AuditEvent Event(string text, int present = 0xff)
    {
        return new AuditEvent
        {
            Id = present + 1,
            Source = text,
            SourceEventId = text,
            Action = text,
            Summary = text,
            Actor = If(1),
            App = If(2),
            Target = If(4),
            TargetType = If(8),
            Scope = If(16),
            ClientAddress = If(32),
            Url = If(64),
            SourceAction = If(128),
            ActorTrust = (ActorTrust)(present % 4),
            Outcome = (Outcome)(present / 4 % 4),
            Sensitive = present / 16 % 2 == 1,
            OccurredAt = Some.Now,
        };

        string? If(int bit) => (present & bit) == 0 ? null : text;
    }
}
