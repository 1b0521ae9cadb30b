using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask.Saved;

/// <summary><c>/audit saved</c>: the questions that were saved, and by whom.</summary>
sealed class SavedCommand(SavedQuestions saved, LogAnswers answers) : ISlashCommandHandler
{
    const int MostListed = 100;

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(command, async (_, _, _) =>
    {
        var all = await saved.ListAsync(cancellationToken);
        var lines = new List<Mrkdwn>
        {
            all.Count == 0
                ? Mrkdwn.Of($"No question is saved yet. Save one: {Mrkdwn.Code($"{command.Command} save morning = deploys since yesterday 18:00")}")
                : Mrkdwn.Of($"*{all.Count}* saved {(all.Count == 1 ? "question" : "questions")}, for everybody who may ask:"),
        };
        lines.AddRange(all.Take(MostListed).Select(each =>
            Mrkdwn.Of($"• {Mrkdwn.Code($"{command.Command} {each.Name}")}  {Mrkdwn.Code(SlackText.Truncate(each.Question, 150))} · by {each.SavedBy ?? "somebody"}, {Mrkdwn.Date(each.SavedAt)}")));
        if (all.Count > MostListed) lines.Add(Mrkdwn.Of($"… and {all.Count - MostListed} more."));
        return Sentences.Lines(lines);
    }, cancellationToken);

    /// <summary>An answer, and above it which saved question it answers.</summary>
    public static Message Above(SavedQuestion saved, Message answer)
    {
        var line = Mrkdwn.Of($"{Mrkdwn.Code(saved.Name)} is {Mrkdwn.Code(SlackText.Truncate(saved.Question, 300))}, saved by {saved.SavedBy ?? "somebody"}");
        return answer with { Text = $"{line}\n{answer.Text}", Blocks = [new ContextBlock { Elements = [line] }, .. answer.Blocks] };
    }
}
