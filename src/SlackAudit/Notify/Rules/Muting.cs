using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>A mute, ready to be asked about events.</summary>
sealed class Muting
{
    // As long as the outbox keeps a reason.
    const int Longest = 500;

    readonly string? rule;
    readonly Func<AuditEvent, bool>? meets;

    public Muting(Mute mute, KnownPeople people)
    {
        Mute = mute;
        rule = mute.Rule is null ? null : Names.Fold(mute.Rule);
        // What cannot be read any more mutes nothing.
        meets = mute.Question is null ? _ => rule is not null : RuleQuestion.Read(mute.Question, people).Query?.Compile();
    }

    public Mute Mute { get; }

    /// <summary>Why it is not told, as a notification says it.</summary>
    public string Sentence { get => field ??= Say(Mute); }

    /// <summary>Whether a rule's notification of an event is muted when the log records it.</summary>
    public bool Covers(string ruleName, AuditEvent told) =>
        Mute.Until > told.RecordedAt && (rule is null || rule == Names.Fold(ruleName)) && !IsAboveMuting(told) && meets?.Invoke(told) == true;

    /// <summary>What weakens the watching is told whatever is muted, and so are mutes and rules themselves.</summary>
    internal static bool IsAboveMuting(AuditEvent told) => told.Sensitive && (Actions.Root(told.Action) == Actions.Tamper || told.Source == OwnSource.Name);

    /// <summary>What is muted, as people say it.</summary>
    public static string What(Mute mute) => mute.Question is null ? $"the rule {mute.Rule}" : mute.Rule is null ? mute.Question : $"{mute.Question} of the rule {mute.Rule}";

    static string Say(Mute mute)
    {
        var words = $"{mute.MutedBy ?? "Somebody"} muted {What(mute)} until {SlackText.Utc(mute.Until)}: {mute.Reason}";
        return SlackText.Truncate(words, Longest);
    }
}
