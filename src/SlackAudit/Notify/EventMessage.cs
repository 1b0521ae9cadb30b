using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>How one event is told: a headline, and beside a colour the facts. The colour is always said in a word too.</summary>
static class EventMessage
{
    /// <summary>The message about an event that met a rule.</summary>
    public static Message Of(AuditEvent told, string rule)
    {
        var look = Look(told);
        var headline = Mrkdwn.Of($"{look.Emoji} {Mrkdwn.Bold(Mrkdwn.Escape(look.Word))} {told.Summary}");
        var words = SlackText.Escape($"{look.Word} {told.Summary}. {Facts(told)}");
        return new Message
        {
            Text = words,
            Blocks = [new SectionBlock { Text = headline }],
            Attachments =
            [
                new Attachment
                {
                    Color = look.Color,
                    Fallback = words,
                    Blocks = [new SectionBlock { Fields = [.. Fields(told).Select(field => (TextObject)field)] }, Context(told, rule)],
                },
            ],
            Metadata = new MessageMetadata("slackaudit_event", new Dictionary<string, string> { ["event_id"] = $"{told.Id}" }),
        };
    }

    static (Mrkdwn Emoji, string Word, string Color) Look(AuditEvent told) => told switch
    {
        { Sensitive: true, Outcome: Outcome.Failure } => (Mrkdwn.Literal(":rotating_light:"), "Sensitive, failed:", "#d93025"),
        { Sensitive: true } => (Mrkdwn.Literal(":rotating_light:"), "Sensitive:", "#d93025"),
        { Outcome: Outcome.Failure } => (Mrkdwn.Literal(":x:"), "Failed:", "#e8710a"),
        { Outcome: Outcome.Success } => (Mrkdwn.Literal(":white_check_mark:"), "Done:", "#188038"),
        { Outcome: Outcome.Started } => (Mrkdwn.Literal(":arrow_forward:"), "Started:", "#1a73e8"),
        _ => (Mrkdwn.Literal(":memo:"), "Noted:", "#80868b"),
    };

    static IEnumerable<Mrkdwn> Fields(AuditEvent told)
    {
        yield return Mrkdwn.Of($"*Who*\n{Who(told)}");
        yield return Mrkdwn.Of($"*When*\n{Mrkdwn.Date(told.OccurredAt)}");
        if (told.App is not null) yield return Mrkdwn.Of($"*App*\n{told.App}");
        if (told.Scope is not null) yield return Mrkdwn.Of($"*Where*\n{told.Scope}");
        if (told.Target is not null) yield return Mrkdwn.Of($"*{TargetLabel(told)}*\n{Mrkdwn.Code(told.Target)}");
        if (told.ClientAddress is not null) yield return Mrkdwn.Of($"*From*\n{Mrkdwn.Code(told.ClientAddress)}");
    }

    // What kind of thing a target is comes from a source's reader or from a sender: shown as text like everything else.
    static Mrkdwn TargetLabel(AuditEvent told) => Mrkdwn.Escape(string.IsNullOrWhiteSpace(told.TargetType) ? "Target" : Capital(told.TargetType));

    static string Who(AuditEvent told) => told.Actor is null
        ? "not said by the source"
        : told.ActorTrust switch
        {
            ActorTrust.Verified => told.Actor,
            ActorTrust.Inferred => $"{told.Actor} (inferred)",
            _ => $"{told.Actor} (as claimed)",
        };

    static ContextBlock Context(AuditEvent told, string rule)
    {
        var source = told.SourceAction is null ? Mrkdwn.Escape(told.Source) : Mrkdwn.Of($"{told.Source} {Mrkdwn.Code(told.SourceAction)}");
        var parts = new List<Mrkdwn> { source, Mrkdwn.Of($"rule {rule}"), Mrkdwn.Of($"event {Mrkdwn.Code($"{told.Id}")}") };
        if (told.Url is not null) parts.Add(Mrkdwn.Link(told.Url, "open"));
        return new ContextBlock { Elements = [Mrkdwn.Join(" · ", parts)] };
    }

    static string Facts(AuditEvent told)
    {
        var facts = new List<string?>
        {
            told.Actor is null ? null : $"By {Who(told)}",
            told.App is null ? null : $"app {told.App}",
            told.Scope is null ? null : $"in {told.Scope}",
            told.Target is null ? null : $"{told.TargetType ?? "target"} {told.Target}",
            told.ClientAddress is null ? null : $"from {told.ClientAddress}",
            SlackText.Utc(told.OccurredAt),
        };
        return string.Join(", ", facts.Where(fact => fact is not null)) + ".";
    }

    static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ');
}
