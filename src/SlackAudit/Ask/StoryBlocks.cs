using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>A story in Slack: one line a step, under the event that was asked for.</summary>
static class StoryBlocks
{
    /// <summary>The steps; nothing where the event is all there is.</summary>
    public static IEnumerable<Block> Of(Answer answer, AuditEvent asked)
    {
        if (StoryText.Steps(answer.Story, asked) is not { Count: > 1 } steps) return [];
        return
        [
            new SectionBlock { Text = Mrkdwn.Literal("*The whole story*") },
            new RichTextBlock { Elements = [new RichTextList { Elements = [.. steps.Select(step => Line(step, asked))] }] },
        ];
    }

    static RichTextSection Line(StoryStep step, AuditEvent asked)
    {
        var (what, link, rest) = StoryText.Parts(step);
        return new RichTextSection
        {
            Elements =
            [
                new RichTextDate(step.At),
                new RichTextText("  "),
                SlackText.WebAddress(link) is { } url ? new RichTextLink(url, what) : new RichTextText(what),
                new RichTextText($"{rest}{(StoryText.IsOf(step, asked) ? " (this)" : "")}  "),
                new RichTextText(StoryText.Ids(step)) { Style = RichTextStyle.AsCode },
            ],
        };
    }
}
