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
    /// that does not fit or holds a secret becomes its SHA-256, so that different ids stay different and the same one the same.
    /// </summary>
    public static AuditEvent Event(AuditEvent e) => e with
    {
        Source = Lower(Field(e.Source, 100), 100) ?? "",
        SourceEventId = Id(e.SourceEventId),
        Action = Lower(Field(e.Action, 100), 100) ?? Actions.Other,
        SourceAction = Field(e.SourceAction, 200),
        Actor = Name(e.Actor),
        App = Name(e.App),
        Target = Name(e.Target),
        TargetType = Field(e.TargetType, 100),
        Scope = Name(e.Scope),
        Summary = Field(e.Summary, 1000) ?? "",
        Url = Clean.Url(e.Url),
        Correlation = Correlated(e.Correlation),
        ClientAddress = Clean.Address(e.ClientAddress),
        OccurredAt = ToMicroseconds(e.OccurredAt),
    };

    /// <summary>A name that fits its column as it is and as questions compare it.</summary>
    static string? Name(string? text)
    {
        var name = Field(text, LongestName);
        return name is null || Names.Fold(name).Length <= LongestName ? name : Field(name, LongestNameHoweverFolded);
    }

    /// <summary>In small letters, in which another secret may show itself.</summary>
    static string? Lower(string? text, int max)
    {
        for (var round = 0; round < 3; round++)
        {
            var lower = Field(text?.ToLowerInvariant(), max);
            if (lower == text) break;
            text = lower;
        }
        return text;
    }

    /// <summary>Cleaned first, so that nothing invisible hides a secret; cut last, so that no half of one is left.</summary>
    internal static string? Field(string? text, int max)
    {
        if (text is null) return null;
        var redacted = Line(CleanText.OneLine(text));
        for (var round = 0; round < 3 && redacted.Length > max; round++) redacted = Line(CleanText.Cut(redacted, max));
        redacted = CleanText.Cut(redacted, max);
        return redacted.Length == 0 ? null : redacted;
    }

    // A reference has to stay what it is to meet another: one that holds a secret goes whole.
    static string? Correlated(string? correlation) => References.Join(References.Read(correlation).Where(reference =>
        CleanText.OneLine(reference) == reference && References.Parts(reference).Value is var value && Line(value) == value));

    static string Id(string id) => id.Length <= LongestId && CleanText.OneLine(id) == id && Line(id) == id
        ? id
        : DigestId.Of(Encoding.UTF8.GetBytes(id));

    static DateTimeOffset ToMicroseconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
