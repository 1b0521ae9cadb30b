using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>How an answer looks in Slack: a line that says what was asked, and under it what the log says.</summary>
static class AnswerMessage
{
    /// <summary>The message of an answer; its words are those of <see cref="AnswerText"/>, its times are in each reader's zone.</summary>
    public static Message Of(Answer answer, TimeZoneInfo zone, DateTimeOffset now)
    {
        var blocks = new List<Block> { new ContextBlock { Elements = [Asked(answer, zone)] } };
        if (answer.IsEmpty) blocks.Add(new SectionBlock { Text = Mrkdwn.Escape(AnswerText.Empty(answer, zone, now), multiline: true) });
        else if (answer.Tallies.Count > 0) blocks.Add(Table(answer, zone));
        else blocks.AddRange(answer.Events.Select(Event));
        if (More(answer) is { } more) blocks.Add(new ContextBlock { Elements = [Mrkdwn.Escape(more)] });
        return BlockKit.Fit(new Message
        {
            Text = SlackText.Escape(AnswerText.Of(answer, zone, now), multiline: true),
            Blocks = blocks,
        });
    }

    static Mrkdwn Asked(Answer answer, TimeZoneInfo zone) =>
        Mrkdwn.Of($"Asked: {Mrkdwn.Code(Question.Format(answer.Query))} · times to ask with are in {zone.Id}");

    static SectionBlock Event(AuditEvent e)
    {
        var line = Mrkdwn.Of($"{Mark(e)} {Mrkdwn.Bold(Mrkdwn.Escape(e.Summary))}\n{Mrkdwn.Date(e.OccurredAt)}");
        var facts = new List<Mrkdwn> { line };
        if (e.Actor is not null) facts.Add(Mrkdwn.Of($"by {e.Actor}{(e.ActorTrust is ActorTrust.Asserted or ActorTrust.Inferred ? $" ({Words.Of(e.ActorTrust)})" : "")}"));
        if (e.App is not null) facts.Add(Mrkdwn.Escape(e.App));
        if (e.Scope is not null) facts.Add(Mrkdwn.Escape(e.Scope));
        if (e.Target is not null) facts.Add(Mrkdwn.Code(e.Target));
        facts.Add(Mrkdwn.Of($"{e.Source} {Mrkdwn.Code($"{e.Id}")}"));
        if (e.Url is not null) facts.Add(Mrkdwn.Link(e.Url, "open"));
        return new SectionBlock { Text = Mrkdwn.Join(" · ", facts) };
    }

    static Mrkdwn Mark(AuditEvent e) => e.Outcome switch
    {
        Outcome.Failure => Mrkdwn.Literal(":x: failed ·"),
        Outcome.Started => Mrkdwn.Literal(":arrow_forward: started ·"),
        _ when e.Sensitive => Mrkdwn.Literal(":rotating_light: sensitive ·"),
        Outcome.Success => Mrkdwn.Literal(":white_check_mark:"),
        _ => Mrkdwn.Literal(":memo:"),
    };

    static RichTextBlock Table(Answer answer, TimeZoneInfo zone) => new()
    {
        Elements = [new RichTextPreformatted { Elements = [new RichTextText(AnswerText.Tallies(answer, zone))] }],
    };

    static string? More(Answer answer) => answer switch
    {
        { Older: not null } => $"The newest {answer.Events.Count}. Narrow the question for older ones, for example with until:.",
        { MoreTallies: > 0 } => $"And {answer.MoreTallies} more.",
        _ => null,
    };
}
