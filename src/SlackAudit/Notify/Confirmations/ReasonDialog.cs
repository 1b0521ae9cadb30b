using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Confirmations;

/// <summary>The dialog that asks whoever says "yes" for the reason.</summary>
static class ReasonDialog
{
    public const string CallbackId = "was_it_you_reason";
    public const string ReasonBlock = "reason";

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>The dialog about an event.</summary>
    public static View Of(AuditEvent asked, bool isLate)
    {
        List<Block> blocks = [new SectionBlock { Text = Mrkdwn.Of($"{asked.Summary}\n{Mrkdwn.Date(asked.OccurredAt)} · event {Mrkdwn.Code($"{asked.Id}")}") }];
        if (isLate) blocks.Add(new ContextBlock { Elements = [Mrkdwn.Literal("Nobody answered in time, and that has been told. Your answer is recorded all the same.")] });
        blocks.Add(new InputBlock
        {
            BlockId = ReasonBlock,
            Label = "Why?",
            Hint = "Everybody who can ask the log can read it. No secrets.",
            Element = new PlainTextInput { ActionId = "text", Multiline = true, MinLength = 1, MaxLength = LongestReason, Placeholder = "What it was for, such as a ticket" },
        });
        return BlockKit.FitView(new View
        {
            CallbackId = CallbackId,
            Title = "Yes, it was me",
            Submit = "Send",
            Close = "Cancel",
            PrivateMetadata = asked.Id.ToString(CultureInfo.InvariantCulture),
            Blocks = blocks,
        });
    }
}
