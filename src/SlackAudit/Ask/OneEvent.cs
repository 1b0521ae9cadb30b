using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>An answer that is one event: all that the log knows of it.</summary>
static class OneEvent
{
    /// <summary>The headline, the facts in two columns, and where they come from.</summary>
    public static IEnumerable<Block> Blocks(AuditEvent e, Answer answer, EventPages? pages) =>
    [
        new SectionBlock { Text = Mrkdwn.Of($"{EventMark.Of(e)} {Mrkdwn.Bold(Mrkdwn.Escape(e.Summary))}") },
        new SectionBlock { Fields = [.. Facts(e, answer).Select(fact => (TextObject)fact)] },
        new ContextBlock { Elements = [Mrkdwn.Join(" · ", Origin(e, pages))] },
    ];

    static IEnumerable<Mrkdwn> Facts(AuditEvent e, Answer answer)
    {
        yield return Mrkdwn.Of($"*When*\n{Mrkdwn.Date(e.OccurredAt)}");
        yield return Mrkdwn.Of($"*Who*\n{(e.Actor is null ? "not said by the source" : answer.People.Say(e) + TrustWords.Mark(e))}");
        yield return Mrkdwn.Of($"*What*\n{e.Action}, {Outcome(e)}");
        if (Lasted(e, answer) is { } lasted) yield return lasted;
        if (e.App is not null) yield return Mrkdwn.Of($"*App*\n{e.App}");
        if (e.Scope is not null) yield return Mrkdwn.Of($"*Where*\n{e.Scope}");
        if (e.Target is not null) yield return Mrkdwn.Of($"*Target*\n{(string.IsNullOrWhiteSpace(e.TargetType) ? "" : e.TargetType + " ")}{Mrkdwn.Code(e.Target)}");
        if (e.ClientAddress is not null) yield return Mrkdwn.Of($"*From*\n{Mrkdwn.Code(e.ClientAddress)}");
    }

    static Mrkdwn? Lasted(AuditEvent e, Answer answer) => (answer.Sessions.GetValueOrDefault(e.Id), answer.Story?.StepOf(e)?.Duration) switch
    {
        ({ Duration: { } duration }, _) => Mrkdwn.Of($"*Lasted*\n{Durations.InWords(duration)}"),
        ({ } session, _) => Mrkdwn.Of($"*Still open*\nsince {Mrkdwn.Date(session.Start.OccurredAt)} as far as was told"),
        (_, { } duration) => Mrkdwn.Of($"*Took*\n{Durations.InWords(duration)}"),
        _ => null,
    };

    static string Outcome(AuditEvent e) => e.Outcome == Events.Outcome.Unknown ? "outcome not said" : Words.Of(e.Outcome);

    static IEnumerable<Mrkdwn> Origin(AuditEvent e, EventPages? pages)
    {
        yield return e.SourceAction is null ? Mrkdwn.Escape(e.Source) : Mrkdwn.Of($"{e.Source} {Mrkdwn.Code(e.SourceAction)}");
        yield return pages?.Of(e.Id) is { } page ? Mrkdwn.Link(page, $"event {e.Id}") : Mrkdwn.Of($"event {Mrkdwn.Code($"{e.Id}")}");
        if (SlackText.WebAddress(e.Url) is { } url) yield return Mrkdwn.Link(url, "open");
    }
}
