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

    /// <summary>What it says until the answer is there.</summary>
    public static View Waiting(string question) =>
        Of(question, new Message { Blocks = [new SectionBlock { Text = Mrkdwn.Literal(":hourglass_flowing_sand: Still looking …") }] });

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
sealed class AskSubmission(Answering answering, SlackBackground background, ISlackApiClient slack, SlackSettings settings, TimeProvider time) : IViewSubmissionHandler
{
    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var question = submission.Values.GetValueOrDefault(AskDialog.QuestionBlock) ?? "";
        var asker = new SlackAsker(submission.UserId, submission.UserName, submission.Role);
        // It outlives this call where it is slow.
        var answer = background.Start(async lasting => AskDialog.Of(question, Asking.InDialog(await Asking.AnswerAsync(answering, question, asker, settings, lasting))));
        try
        {
            return new() { Update = await answer.WaitAsync(Dialogs.Patience, time, cancellationToken) };
        }
        catch (TimeoutException) when (submission.ViewId.Length > 0 && !answer.IsCompleted)
        {
            background.Start($"The late answer to {submission}", async lasting => await slack.Views.Update(submission.ViewId, null, await answer, lasting));
            return new() { Update = AskDialog.Waiting(question) };
        }
    }
}
