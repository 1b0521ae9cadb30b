using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit unsubscribe NAME</c>: ends a rule that was made in Slack.</summary>
sealed class UnsubscribeCommand(NotificationRules rules, Questions questions, RuleBook book, RuleChanges changes, RuleAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        if (TypedWords.Read(RuleAnswers.Behind(command)) is not { Words.Count: > 0 } typed)
            return RuleAnswers.Problem($"Say which rule: {command.Command} unsubscribe NAME. {command.Command} subscriptions lists them.");
        var name = Names.Fold(TypedWords.Readable(typed.Said(0, typed.Words.Count)));
        var found = (await book.ReadAsync(cancellationToken)).Subscriptions.FirstOrDefault(each => each.Name == name);
        if (found is null) return RuleAnswers.Problem(Missing(name, command.Command));
        var by = SlackActor.Name(questions.People, command.UserId, command.UserName);
        return await changes.UnsubscribeAsync(found, by, ActorTrust.Verified, cancellationToken)
            ? RuleAnswers.Lines(Mrkdwn.Of($":white_check_mark: Unsubscribed: {ChannelMeant.Show(found.Channel)} is no longer told of {Mrkdwn.Code(found.Question)} by the rule *{found.Name}*."))
            : RuleAnswers.Problem($"The rule {name} has gone already.");
    }, cancellationToken);

    string Missing(string name, string command)
    {
        if (rules.Standing.Any(each => each.MadeInSlack is null && Names.Fold(each.Rule.Name) == name))
            return $"The rule {QuestionProblem.Cut(name)} is one of the settings. Change it there, under Rules, or mute it for a while: {command} mute {QuestionProblem.Cut(name)} for 2h because REASON.";
        var nearest = NearestWord.Find(name, rules.Standing.Where(each => each.MadeInSlack is not null).Select(each => each.Rule.Name));
        return $"There is no rule named {QuestionProblem.Show(name)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} {command} subscriptions lists them.";
    }
}
