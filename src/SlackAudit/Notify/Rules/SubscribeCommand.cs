using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit subscribe "QUESTION" here</c>: shows what that would have told, and a button that makes it a rule.</summary>
sealed class SubscribeCommand(NotificationRules rules, Questions questions, PastEvents past, Askers askers, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    /// <summary>The button that makes the rule.</summary>
    public const string Button = "make_subscription";

    const int Days = 30;

    // Slack waits for two seconds, and a sample has to be read as well.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        var (read, notes, problem) = await new SubscriptionReader(rules, questions.People, askers, time).ReadAsync(command, cancellationToken);
        if (read is not { } draft) return Sentences.Problem(problem!);
        var query = RuleQuestion.Read(draft.Question, questions.People).Query!;
        var forecast = Forecast.Of(await past.LookAsync(query, TimeSpan.FromDays(Days), Patience, cancellationToken));
        return Shown(draft, await LinesAsync(draft, forecast, cancellationToken), notes);
    }, cancellationToken);

    static Message Shown(SubscriptionDraft draft, List<Mrkdwn> lines, IReadOnlyList<string> notes)
    {
        var shown = Sentences.Lines([.. lines, .. notes.Select(note => Mrkdwn.Escape(note))]);
        return shown with
        {
            Text = shown.Text + "\nNothing is saved yet. Press Subscribe to save it.",
            Blocks =
            [
                .. shown.Blocks,
                new ActionsBlock
                {
                    Elements = [new Button { ActionId = Button, Text = "Subscribe", Value = draft.Carried(), Style = ButtonStyle.Primary, AccessibilityLabel = "Subscribe: save this rule" }],
                },
                new ContextBlock { Elements = [Mrkdwn.Literal("Nothing is saved yet.")] },
            ],
        };
    }

    async Task<List<Mrkdwn>> LinesAsync(SubscriptionDraft draft, Forecast forecast, CancellationToken cancellationToken)
    {
        List<Mrkdwn> lines = [Mrkdwn.Of($"The rule *{draft.Name}* would tell {ChannelMeant.Show(draft.Channel)} of {Mrkdwn.Code(draft.Question)}{Quiet(draft.Quiet)}."), Counted(forecast)];
        if (forecast.Past is { IsCut: true, Since: var since })
            lines.Add(Mrkdwn.Of($"That is since {Mrkdwn.Date(since)} only: counting further back would have taken too long."));
        else if (forecast.Past.Begins is { } begins && begins > forecast.Past.Since) lines.Add(Mrkdwn.Of($"The log begins {Mrkdwn.Date(begins)}."));
        foreach (var id in forecast.Samples)
            if (await questions.FindAsync(id, cancellationToken) is { } sample)
                lines.Add(Mrkdwn.Of($"• {Mrkdwn.Date(sample.OccurredAt)}  {SlackText.Truncate(sample.Summary, 200)}  {Mrkdwn.Code($"#{sample.Id}")}"));
        return lines;
    }

    static Mrkdwn Counted(Forecast forecast)
    {
        if (forecast.Events == 0) return Mrkdwn.Of($"In the last {Days} days it would have told nothing.");
        var grouped = forecast.Messages == forecast.Events ? default : Mrkdwn.Of($" for {forecast.Events} events (alike ones within ten minutes are one message)");
        return Mrkdwn.Of($"In the last {Days} days that would have been *{forecast.Messages} {Messages(forecast.Messages)}*{grouped}, *{forecast.WorstMinute}* in the worst minute ({Mrkdwn.Date(forecast.WorstAt!.Value)}).");
    }

    static Mrkdwn Quiet(string? quiet) => quiet is null ? default : Mrkdwn.Of($", and hold back what is not sensitive during {Mrkdwn.Code(quiet)}");

    static string Messages(int count) => count == 1 ? "message" : "messages";
}
