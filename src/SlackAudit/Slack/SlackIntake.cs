using System.Text.Json;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>What Slack sends, whichever way it came: put to work, and answered within the time that an acknowledgement may take.</summary>
sealed class SlackIntake(SlackDispatcher dispatcher, SlackBackground background, ISlackApiClient slack, SlackSettings settings, TimeProvider time, ILogger<SlackIntake> log)
{
    readonly SeenLately seen = new();

    /// <summary>No menu of ours asks for options.</summary>
    public const string NoOptions = """{"options":[]}""";

    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The answer to a command if it is quick; null where it follows through the response address.</summary>
    public async Task<Message?> Answer(SlashCommand command)
    {
        var answer = background.Start(cancellationToken => dispatcher.Run(command, cancellationToken));
        try
        {
            // Of an acknowledgement Slack does not say what it refuses of it, and not every workspace draws charts yet.
            if (await answer.WaitAsync(settings.AckAfter, time) is var quick && (command.ResponseUrl.Length == 0 || !quick.Blocks.Any(block => block is DataVisualizationBlock))) return quick;
        }
        catch (TimeoutException)
        {
        }
        Later(command, _ => answer);
        return null;
    }

    /// <summary>Answers a command through its response address.</summary>
    public void AnswerLater(SlashCommand command) => Later(command, cancellationToken => dispatcher.Run(command, cancellationToken));

    /// <summary>What goes back with the acknowledgement of a press, a choice or a dialog, as JSON; null where nothing does.</summary>
    public async Task<string?> Interact(JsonElement payload)
    {
        if (SlackPayloads.AsksForOptions(payload)) return NoOptions;
        if (SlackPayloads.Submission(payload) is { } submission) return Answer(await Submit(submission));
        if (SlackPayloads.Shortcut(payload) is { } shortcut) Act(shortcut);
        foreach (var action in SlackPayloads.Actions(payload)) Act(action);
        return null;
    }

    /// <summary>Something happened: acted on once, however often it is told.</summary>
    public void Happened(JsonElement payload)
    {
        if (SlackPayloads.Event(payload) is { } happened && seen.IsNew(happened.EventId))
            background.Start($"What follows from {happened}", cancellationToken => dispatcher.Run(happened, cancellationToken));
    }

    void Later(SlashCommand command, Func<CancellationToken, Task<Message>> answer) =>
        background.Start($"The late answer to {command}", async cancellationToken =>
            await Respond(command.ResponseUrl, await answer(cancellationToken), cancellationToken));

    /// <summary>Presses are acknowledged at once, those that nobody handles (a button that only opens an address) as well.</summary>
    void Act(BlockActionRequest action) => background.Start($"The answer to {action}", async cancellationToken =>
    {
        if (await dispatcher.Run(action, cancellationToken) is { } answer && action.ResponseUrl.Length > 0)
            await Respond(action.ResponseUrl, answer, cancellationToken);
    });

    // A shortcut from anywhere has no address for an answer: then it is told in a dialog.
    void Act(ShortcutRequest shortcut) => background.Start($"The answer to {shortcut}", async cancellationToken =>
    {
        if (await dispatcher.Run(shortcut, cancellationToken) is not { } answer) return;
        if (shortcut.ResponseUrl.Length > 0) await Respond(shortcut.ResponseUrl, answer, cancellationToken);
        else if (shortcut.TriggerId.Length > 0) await slack.Views.Open(shortcut.TriggerId, Dialogs.Of("Audit log", answer), cancellationToken);
    });

    /// <summary>What certainly did not arrive is sent again: nobody else will, and whoever asked sees nothing until then.</summary>
    async Task Respond(string responseUrl, Message answer, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait *= 2)
        {
            try
            {
                await slack.Respond(responseUrl, answer, cancellationToken);
                return;
            }
            catch (SlackException refused) when (SlackErrors.ClassOf(refused.ErrorCode) == SlackErrorClass.PayloadRefused && answer.Blocks.Count > 0)
            {
                log.LogWarning("Slack refused how an answer is drawn, so it is told in words: {Reason}", refused.Message);
                answer = InWords(answer);
            }
            catch (SlackException away) when (!away.IsPermanent && !away.MayHaveArrived && wait < LongestWait)
            {
                await Task.Delay(away is SlackRateLimitException limited ? limited.RetryAfter : wait, time, cancellationToken);
            }
        }
    }

    /// <summary>A chart may be all that is refused: its figures stand below it. Whatever else it is, the whole answer is in its text.</summary>
    static Message InWords(Message answer) => answer.Blocks.Any(block => block is DataVisualizationBlock)
        ? answer with { Blocks = [.. answer.Blocks.Where(block => block is not DataVisualizationBlock)] }
        : answer with { Blocks = [] };

    /// <summary>The acknowledgement of a dialog is its answer; there is no other way to say anything in it.</summary>
    async Task<ViewSubmissionResponse> Submit(ViewSubmission submission)
    {
        var answer = background.Start(cancellationToken => dispatcher.Run(submission, cancellationToken));
        try
        {
            return await answer.WaitAsync(settings.AckAfter, time);
        }
        catch (TimeoutException)
        {
            return SlackDispatcher.Said(submission, "This takes longer than it should and is still being worked on. If nothing has changed in a minute, send it again.");
        }
    }

    static string? Answer(ViewSubmissionResponse response) => response switch
    {
        { Errors.Count: > 0 } => JsonSerializer.Serialize(new { response_action = "errors", errors = response.Errors }, SlackJson.Options),
        { Update: { } view } => JsonSerializer.Serialize(new { response_action = "update", view }, SlackJson.Options),
        _ => null,
    };
}
