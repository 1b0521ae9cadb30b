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

    /// <summary>The dialog about an event, and what was shown with it.</summary>
    public static View Of(AuditEvent asked, ShownEvents shown, bool isLate)
    {
        List<Block> blocks = [new SectionBlock { Text = Mrkdwn.Of($"{asked.Summary}\n{Mrkdwn.Date(asked.OccurredAt)} · event {Mrkdwn.Code($"{asked.Id}")}") }];
        if (shown.Last > shown.Asked) blocks.Add(new ContextBlock { Elements = [Mrkdwn.Literal("Your answer counts for what the message lists as alike, too. What has come since is asked by itself.")] });
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
            PrivateMetadata = shown.ToString(),
            Blocks = blocks,
        });
    }
}
