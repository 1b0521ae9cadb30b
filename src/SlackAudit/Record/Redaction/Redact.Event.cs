using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record.Redaction;

public static partial class Redact
{
    const int LongestId = 200;
    const int LongestName = 256;

    // A few letters have no composed form and are three when a name is folded.
    const int LongestNameHoweverFolded = LongestName / 3;

    /// <summary>
    /// The event with every text cleaned, without secrets and no longer than its column, and its time in UTC to the microsecond. An id
    /// that does not fit becomes its SHA-256, so that different ids stay different.
    /// </summary>
    public static AuditEvent Event(AuditEvent e) => e with
    {
        Source = Field(e.Source, 100)?.ToLowerInvariant() ?? "",
        SourceEventId = Id(e.SourceEventId),
        Action = Field(Field(e.Action, 100)?.ToLowerInvariant(), 100) ?? Actions.Other,
        SourceAction = Field(e.SourceAction, 200),
        Actor = Name(e.Actor),
        App = Name(e.App),
        Target = Name(e.Target),
        TargetType = Field(e.TargetType, 100),
        Scope = Name(e.Scope),
        Summary = Field(e.Summary, 1000) ?? "",
        Url = Clean.Url(e.Url),
        ClientAddress = Clean.Address(e.ClientAddress),
        OccurredAt = ToMicroseconds(e.OccurredAt),
    };

    /// <summary>A name that fits its column as it is and as questions compare it.</summary>
    static string? Name(string? text)
    {
        var name = Field(text, LongestName);
        return name is null || Names.Fold(name).Length <= LongestName ? name : Field(name, LongestNameHoweverFolded);
    }

    /// <summary>Cleaned first, so that nothing invisible hides a secret; cut last, so that no half of one is left.</summary>
    static string? Field(string? text, int max)
    {
        if (text is null) return null;
        var redacted = Line(CleanText.OneLine(text));
        for (var round = 0; round < 3 && redacted.Length > max; round++) redacted = Line(CleanText.Cut(redacted, max));
        redacted = CleanText.Cut(redacted, max);
        return redacted.Length == 0 ? null : redacted;
    }

    static string Id(string id) => id.Length <= LongestId && CleanText.OneLine(id) == id
        ? id
        : DigestId.Of(Encoding.UTF8.GetBytes(id));

    static DateTimeOffset ToMicroseconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
