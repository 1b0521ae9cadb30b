using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>The details of a deploy, for the thread of its message: each step of its story.</summary>
static class ReplyMessage
{
    const int MostSteps = 15;
    const int LongestLine = 200;

    /// <summary>The steps in their order; where only the deploy itself is known, that.</summary>
    public static Message Of(AuditEvent told, Story? story, KnownPeople people)
    {
        var steps = story?.Steps.Where(step => step.Role != StoryRole.Beside).TakeLast(MostSteps).ToList() ?? [];
        var lines = steps.Count > 0 ? steps.Select(step => (step.At, Text: Line(step, people), step.Event.Id)).ToList() : [(told.OccurredAt, SlackText.Truncate(SlackText.Clean(told.Summary), LongestLine), told.Id)];
        return new Message
        {
            Text = SlackText.Escape("The whole story: " + string.Join("; ", lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{SlackText.Utc(line.At)} {line.Text} #{line.Id}"))) + "."),
            Blocks =
            [
                new ContextBlock { Elements = [Mrkdwn.Literal("The whole story")] },
                new RichTextBlock { Elements = [new RichTextList { Elements = [.. lines.Select(line => Section(line.At, line.Text, line.Id))] }] },
            ],
        };
    }

    static RichTextSection Section(DateTimeOffset at, string text, long id) => new()
    {
        Elements = [new RichTextDate(at), new RichTextText($"  {text}  "), new RichTextText(string.Create(CultureInfo.InvariantCulture, $"#{id}")) { Style = RichTextStyle.AsCode }],
    };

    static string Line(StoryStep step, KnownPeople people)
    {
        var took = step.Duration is { } duration ? $", took {Durations.InWords(duration)}" : "";
        var how = step.Outcome switch
        {
            Outcome.Failure => ", failed",
            Outcome.Started => ", no end was told yet",
            _ => "",
        };
        var by = step.Event.Actor is null ? "" : $" · {SlackText.Truncate(SlackText.Clean(people.Say(step.Event)), 60)}{TrustWords.Mark(step.Event)}";
        return $"{SlackText.Truncate(SlackText.Clean(step.Event.Summary), LongestLine)}{by}{took}{how}";
    }
}
