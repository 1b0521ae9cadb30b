using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit unsubscribe NAME</c>: ends a rule that was made in Slack.</summary>
sealed class UnsubscribeCommand(NotificationRules rules, Questions questions, RuleBook book, RuleChanges changes, RuleAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        if (TypedWords.Read(command.Behind) is not { Words.Count: > 0 } typed)
            return Sentences.Problem($"Say which rule: {command.Command} unsubscribe NAME. {command.Command} subscriptions lists them.");
        var name = Names.Fold(QuestionText.Readable(typed.Said(0, typed.Words.Count)));
        var found = typed.Named(0, typed.Words.Count, (await book.ReadAsync(cancellationToken)).Subscriptions, each => each.Name);
        if (found is null) return Sentences.Problem(Missing(typed, name, command.Command));
        var by = questions.People.OfSlack(command.UserId, command.UserName);
        return await changes.UnsubscribeAsync(found, by, ActorTrust.Verified, cancellationToken)
            ? Sentences.Lines(Mrkdwn.Of($":white_check_mark: Unsubscribed: {ChannelMeant.Show(found.Channel)} is no longer told of {Mrkdwn.Code(found.Question)} by the rule *{found.Name}*."))
            : Sentences.Problem($"The rule {name} has gone already.");
    }, cancellationToken);

    string Missing(TypedWords typed, string name, string command)
    {
        if (typed.Named(0, typed.Words.Count, rules.Standing.Where(each => each.MadeInSlack is null), each => each.Rule.Name) is not null)
            return $"The rule {QuestionProblem.Cut(name)} is one of the settings. Change it there, under Rules, or mute it for a while: {command} mute {QuestionProblem.Cut(name)} for 2h because REASON.";
        var nearest = NearestWord.Find(name, rules.Standing.Where(each => each.MadeInSlack is not null).Select(each => each.Rule.Name));
        return $"There is no rule named {QuestionProblem.Show(name)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} {command} subscriptions lists them.";
    }
}
