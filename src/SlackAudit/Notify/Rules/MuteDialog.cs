using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Rules;

/// <summary>The dialog that asks for how long a rule is muted, and why.</summary>
static class MuteDialog
{
    public const string CallbackId = "mute_rule";
    public const string ForBlock = "for";
    public const string BecauseBlock = "because";

    /// <summary>The dialog about a rule.</summary>
    public static View Of(string rule) => BlockKit.FitView(new View
    {
        CallbackId = CallbackId,
        Title = "Mute a rule",
        Submit = "Mute",
        Close = "Cancel",
        PrivateMetadata = rule,
        Blocks =
        [
            new SectionBlock { Text = Mrkdwn.Of($"What the rule {Mrkdwn.Bold(Mrkdwn.Escape(rule))} tells is recorded and counted all the same. What weakens the watching itself is told nevertheless.") },
            new InputBlock { BlockId = ForBlock, Label = "For how long?", Element = new PlainTextInput { ActionId = "text", InitialValue = "2h", MinLength = 1, MaxLength = 30, Placeholder = "30m, 2h or 3 days" } },
            new InputBlock { BlockId = BecauseBlock, Label = "Why?", Hint = "Others see it.", Element = new PlainTextInput { ActionId = "text", MinLength = 1, MaxLength = 300, Placeholder = "the migration runs" } },
        ],
    });
}

/// <summary>The dialog was sent: the rule is muted, or the dialog says what is wrong.</summary>
sealed class MuteSubmission(NotificationRules rules, Questions questions, RuleBook book, RuleChanges changes, TimeProvider time) : IViewSubmissionHandler
{
    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        await book.RefreshAsync(cancellationToken);
        var reader = new MuteReader(rules, questions.People, time.GetUtcNow());
        var (mute, wrong) = reader.Read(submission.PrivateMetadata, submission.Values.GetValueOrDefault(MuteDialog.ForBlock) ?? "", submission.Values.GetValueOrDefault(MuteDialog.BecauseBlock) ?? "");
        if (mute is null) return ViewSubmissionResponse.Error(wrong!.Value.Block, wrong.Value.Sentence);
        var by = questions.People.OfSlack(submission.UserId, submission.UserName);
        return await changes.MuteAsync(mute with { MutedBy = by }, ActorTrust.Verified, cancellationToken) is { } problem
            ? ViewSubmissionResponse.Error(MuteDialog.ForBlock, problem)
            : ViewSubmissionResponse.Close;
    }
}
