using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask.Shortcuts;

/// <summary>The dialog in which a question is typed, and under it the answer.</summary>
static class AskDialog
{
    public const string CallbackId = "audit_ask";
    public const string QuestionBlock = "question";

    const string Title = "Ask the audit log";

    /// <summary>The dialog, with an answer or with examples.</summary>
    public static View Of(string question = "", Message? answer = null) => BlockKit.FitView(new View
    {
        CallbackId = CallbackId,
        Title = Title,
        Submit = "Ask",
        Close = "Close",
        Blocks =
        [
            new InputBlock
            {
                BlockId = QuestionBlock,
                Label = "Who did what?",
                Element = new PlainTextInput { ActionId = "text", MinLength = 1, MaxLength = Question.MaxLength, InitialValue = question, Placeholder = "last deploy myapp" },
            },
            .. answer?.Blocks ?? [Examples],
        ],
    });

    static Block Examples => new ContextBlock { Elements = [Mrkdwn.Join("\n", Question.Examples.Take(4).Select(example => Mrkdwn.Of($"{Mrkdwn.Code(example.Text)}  {example.Means}")))] };
}

/// <summary>Ask the audit log, from anywhere in Slack.</summary>
sealed class AskShortcut(ISlackApiClient slack) : IShortcutHandler
{
    public async Task<Message?> Handle(ShortcutRequest request, CancellationToken cancellationToken)
    {
        await slack.Views.Open(request.TriggerId, AskDialog.Of(), cancellationToken);
        return null;
    }
}

/// <summary>The question was sent: its answer stands below it, as soon as it is there.</summary>
sealed class AskSubmission(Answering answering, Dialogs dialogs, SlackBackground background, ISlackApiClient slack, SlackSettings settings) : IViewSubmissionHandler
{
    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var question = submission.Values.GetValueOrDefault(AskDialog.QuestionBlock) ?? "";
        // It outlives this call where it is slow.
        var answer = background.Start(async lasting => Asking.InDialog(await Asking.AnswerAsync(answering, question, SlackAsker.Of(submission), settings, lasting)));
        if (submission.ViewId.Length == 0 || await dialogs.IsQuickAsync(answer, cancellationToken)) return new() { Update = AskDialog.Of(question, await answer) };
        background.Start($"The late answer to {submission}", async lasting =>
            await slack.Views.Update(submission.ViewId, null, AskDialog.Of(question, await dialogs.ToldAsync(answer, lasting)), lasting));
        return new() { Update = AskDialog.Of(question, Dialogs.StillLooking) };
    }
}
