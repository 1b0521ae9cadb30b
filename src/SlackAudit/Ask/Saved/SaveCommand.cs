using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask.Saved;

/// <summary><c>/audit save morning = deploys since yesterday 18:00</c>: from then on <c>/audit morning</c> asks that, whoever types it.</summary>
sealed class SaveCommand(SavedQuestions saved, SavedName names, LogAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(command, async (typed, log, context) =>
    {
        var sign = typed.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0) return Sentences.Problem($"Say a name and a question: {command.Command} save morning = deploys since yesterday 18:00.");
        var (name, question) = (Unquoted(typed[..sign]), typed[(sign + 1)..].Trim());
        if (await names.ProblemAsync(name, log, context, cancellationToken) is { } wrongName) return Sentences.Problem(wrongName);
        if (question.Length > SavedQuestions.LongestQuestion) return Sentences.Problem($"A saved question has at most {SavedQuestions.LongestQuestion} characters. Ask for less at once.");
        if (await ProblemAsync(question, log, context, cancellationToken) is { } wrong) return Sentences.Problem($"That was not saved. {wrong.Message}");
        var wanted = new SavedQuestion
        {
            Name = name,
            Question = question,
            SavedBy = context.People.OfSlack(command.UserId, command.UserName),
            SlackUser = command.UserId,
            SavedAt = default,
        };
        if (await saved.SaveAsync(wanted, command.Role >= Role.Admin, ActorTrust.Verified, cancellationToken) is { } problem) return Sentences.Problem(problem);
        name = Names.Fold(name);
        return Sentences.Lines(
            Mrkdwn.Of($":white_check_mark: Saved for everybody who may ask: {Mrkdwn.Code($"{command.Command} {name}")} asks {Mrkdwn.Code(question)}."),
            Mrkdwn.Of($"It is read anew each time: “me”, times and zones are those of whoever asks. {Mrkdwn.Code($"{command.Command} forget {name}")} ends it."));
    }, cancellationToken);

    static async Task<QuestionProblem?> ProblemAsync(string question, LogView log, QuestionContext context, CancellationToken cancellationToken) =>
        AppQuestion.Read(question, context) is var (_, problem) ? problem : (await log.Questions.ReadAsync(question, context, cancellationToken)).Problem;

    static string Unquoted(string name)
    {
        name = name.Trim();
        return name.Length > 2 && QuestionTokens.IsDoubleQuote(name[0]) && QuestionTokens.IsDoubleQuote(name[^1]) ? name[1..^1] : name;
    }
}
