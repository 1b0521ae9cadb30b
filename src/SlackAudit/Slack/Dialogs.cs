using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>Shows answers in dialogs, to whoever pressed something.</summary>
sealed class Dialogs(ISlackApiClient slack, TimeProvider time, ILogger<Dialogs> logger)
{
    /// <summary>How long an answer is waited for before the dialog opens without it: what opens one is good for three seconds.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    const string CallbackId = "answer";

    /// <summary>An answer as a dialog.</summary>
    public static View Of(PlainText title, Message answer) => BlockKit.FitView(new View
    {
        CallbackId = CallbackId,
        Title = title,
        Close = "Close",
        Blocks = answer.Blocks.Count > 0 ? answer.Blocks : [new SectionBlock { Text = Mrkdwn.Stored(answer.Text ?? "") }],
    });

    /// <summary>What a dialog says until the answer is there.</summary>
    public static Message StillLooking => new() { Blocks = [new SectionBlock { Text = Mrkdwn.Literal(":hourglass_flowing_sand: Still looking …") }] };

    /// <summary>Shows an answer to a press.</summary>
    /// <returns>Null once it is shown; the answer where there is no dialog, for it to be told in another way.</returns>
    public Task<Message?> ShowAsync(BlockActionRequest press, PlainText title, Func<Task<Message>> answer, CancellationToken cancellationToken) =>
        ShowAsync(press.TriggerId, (trigger, view, token) => press.IsInDialog ? slack.Views.Push(trigger, view, token) : slack.Views.Open(trigger, view, token), title, answer, cancellationToken);

    /// <summary>Shows an answer to a shortcut, likewise.</summary>
    public Task<Message?> ShowAsync(ShortcutRequest shortcut, PlainText title, Func<Task<Message>> answer, CancellationToken cancellationToken) =>
        ShowAsync(shortcut.TriggerId, (trigger, view, token) => slack.Views.Open(trigger, view, token), title, answer, cancellationToken);

    async Task<Message?> ShowAsync(
        string triggerId, Func<string, View, CancellationToken, Task<string>> open, PlainText title, Func<Task<Message>> answer, CancellationToken cancellationToken)
    {
        var asked = answer();
        if (triggerId.Length == 0) return await asked;
        try
        {
            if (await IsQuickAsync(asked, cancellationToken))
            {
                await open(triggerId, Of(title, await asked), cancellationToken);
                return null;
            }
            var viewId = await open(triggerId, Of(title, StillLooking), cancellationToken);
            await slack.Views.Update(viewId, null, Of(title, await ToldAsync(asked, cancellationToken)), cancellationToken);
            return null;
        }
        catch (SlackException refused)
        {
            logger.LogInformation("An answer could not be shown in a dialog: {Reason}", refused.Message);
            return await asked;
        }
    }

    /// <summary>Whether an answer is there before anybody would lose patience.</summary>
    public async Task<bool> IsQuickAsync(Task<Message> asked, CancellationToken cancellationToken)
    {
        try
        {
            await asked.WaitAsync(Patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            return false;
        }
    }

    /// <summary>An answer for a dialog that is open, and must not wait for ever: where it fails, it says so.</summary>
    public async Task<Message> ToldAsync(Task<Message> asked, CancellationToken cancellationToken)
    {
        try
        {
            return await asked;
        }
        catch (Exception failure) when (failure is not SlackException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failure, "An answer for a dialog failed.");
            return new Message { Text = "Something went wrong on our side. Close this and try again." };
        }
    }
}
