using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask.Saved;

/// <summary><c>/audit forget morning</c>: ends a saved question; whoever saved it may, and admins.</summary>
sealed class ForgetCommand(SavedQuestions saved, LogAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(command, async (typed, _, context) =>
    {
        if (typed.Length == 0) return Sentences.Problem($"Say which: {command.Command} forget morning. {command.Command} saved lists them.");
        if (await saved.FindAsync(typed, cancellationToken) is not { } found)
        {
            var nearest = await saved.NearestAsync(typed, cancellationToken);
            return Sentences.Problem($"No question is saved as {QuestionProblem.Show(typed)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} {command.Command} saved lists them.");
        }
        if (command.Role < Role.Admin && !found.IsOf(command.UserId))
            return Sentences.Problem($"{found.SavedBy ?? "Somebody"} saved {found.Name}: only they or an admin can end it.");
        return await saved.ForgetAsync(found, context.People.OfSlack(command.UserId, command.UserName), ActorTrust.Verified, cancellationToken)
            ? Sentences.Lines(Mrkdwn.Of($":white_check_mark: Forgotten: {Mrkdwn.Code(found.Name)} was {Mrkdwn.Code(found.Question)}."))
            : Sentences.Problem($"Somebody else has just changed {found.Name}. {command.Command} saved lists what there is now.");
    }, cancellationToken);
}
