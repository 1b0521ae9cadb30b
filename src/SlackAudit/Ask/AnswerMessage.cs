using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>How an answer looks in Slack: what the log says, and under it how the question was understood.</summary>
static class AnswerMessage
{
    /// <summary>The message of an answer; its words are those of <see cref="AnswerText"/>, its times are in each reader's zone.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="zone">The asker's zone.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="page">Which page of the answer it is, for its buttons; null for none.</param>
    /// <param name="sharedBy">The Slack id of who shows it to others, who get no buttons; null for an answer to the asker.</param>
    /// <param name="pages">Where events have a page; null for nowhere.</param>
    public static Message Of(Answer answer, TimeZoneInfo zone, DateTimeOffset now, AnswerPage? page = null, string? sharedBy = null, EventPages? pages = null)
    {
        var isFirst = page is null or { Starts.Count: 0 };
        var blocks = new List<Block>(Said(answer, zone, now, pages));
        foreach (var note in AnswerText.Notes(answer, zone, isFirst)) blocks.Add(new ContextBlock { Elements = [Mrkdwn.Escape(note)] });
        blocks.Add(new ContextBlock { Elements = sharedBy is null ? [Asked(answer, zone)] : [Asked(answer, zone), Mrkdwn.Of($"shared by {Mrkdwn.User(sharedBy)}")] });
        if (page is not null && sharedBy is null) blocks.AddRange(AnswerButtons.Of(answer, page));
        return BlockKit.Fit(new Message
        {
            Text = SlackText.Escape(AnswerText.Of(answer, zone, now, isFirst), multiline: true),
            Blocks = blocks,
        });
    }

    /// <summary>All that is known of the only event of an answer.</summary>
    public static Message OfEvent(Answer answer, TimeZoneInfo zone, DateTimeOffset now, EventPages? pages = null) => BlockKit.Fit(new Message
    {
        Text = SlackText.Escape(AnswerText.Of(answer, zone, now), multiline: true),
        Blocks = [.. Said(answer, zone, now, pages)],
    });

    static IEnumerable<Block> Said(Answer answer, TimeZoneInfo zone, DateTimeOffset now, EventPages? pages) => answer switch
    {
        { IsEmpty: true } => [new SectionBlock { Text = Mrkdwn.Escape(AnswerText.Empty(answer, zone, now), multiline: true) }],
        { Events: [var one] } => [.. OneEvent.Blocks(one, answer, pages), .. StoryBlocks.Of(answer, one), .. ReportText.Blocks(AnswerText.VariablesSince(answer))],
        { Events.Count: > 1 } => EventList.Blocks(answer.Lines, answer.People),
        { Query: { Shape: QueryShape.Count, Per: null }, Tallies: [var total] } => [Total(total)],
        { Query.Shape: QueryShape.Who } => [People(answer)],
        _ => [.. AnswerChart.Of(answer) is { } chart ? [chart] : Array.Empty<Block>(), Table(answer, zone)],
    };

    static Mrkdwn Asked(Answer answer, TimeZoneInfo zone)
    {
        var question = Mrkdwn.Code(SlackText.Truncate(Question.Format(answer.Query with { Since = null, Until = null }), 300));
        return Mrkdwn.Of($"Understood as {question}{Period(answer.Query)} · your zone is {zone.Id}");
    }

    static Mrkdwn Period(AuditQuery query) => (query.Since, query.Until) switch
    {
        (null, null) => default,
        ({ } since, null) => Mrkdwn.Of($" since {Mrkdwn.Date(since)}"),
        (null, { } until) => Mrkdwn.Of($" until {Mrkdwn.Date(until)}"),
        ({ } since, { } until) => Mrkdwn.Of($" from {Mrkdwn.Date(since)} to {Mrkdwn.Date(until)}"),
    };

    static SectionBlock Total(Tally total) => new()
    {
        Text = Mrkdwn.Of($"*{total.Count}* {(total.Count == 1 ? "event" : "events")}{AnswerText.Parts(total)}, the newest {Mrkdwn.Date(total.LastAt)}"),
    };

    static RichTextBlock People(Answer answer) => new()
    {
        Elements = [new RichTextList { Elements = [.. answer.Tallies.Select(person => Person(answer.Query, person))] }],
    };

    static RichTextSection Person(AuditQuery query, Tally person) => new()
    {
        Elements =
        [
            new RichTextText(AnswerText.Name(query, person)) { Style = RichTextStyle.AsBold },
            new RichTextText($"{AnswerText.As(person)}  {AnswerText.Number(person.Count)} {(person.Count == 1 ? "time" : "times")}{AnswerText.Parts(person)}, last "),
            new RichTextDate(person.LastAt),
        ],
    };

    // A line is a part of its own, since Slack takes longer texts only in parts.
    static RichTextBlock Table(Answer answer, TimeZoneInfo zone) => new()
    {
        Elements = [new RichTextPreformatted { Elements = [.. AnswerText.Tallies(answer, zone).Select(line => new RichTextText(line + "\n"))] }],
    };
}
