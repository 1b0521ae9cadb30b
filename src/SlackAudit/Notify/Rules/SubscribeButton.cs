using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>The button that makes a rule of what was shown: whoever presses it makes it, and pressing it twice makes one.</summary>
sealed class SubscribeButton(NotificationRules rules, Questions questions, RuleChanges changes, RuleAnswers answers, SlackSettings slack) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) => await answers.GiveAsync(async () =>
    {
        if (SubscriptionDraft.Read(request.Value) is not { } draft) return Sentences.Problem($"That button is not understood any more. Type {slack.Command} subscribe again.");
        var by = questions.People.OfSlack(request.UserId, request.UserName);
        if (new SubscriptionCheck(rules, questions.People).Problem(draft) is { } wrong) return Sentences.Problem(wrong);
        if (await changes.SubscribeAsync(draft.By(by), ActorTrust.Verified, cancellationToken) is { } problem) return Sentences.Problem(problem);
        return Sentences.Lines(
            Mrkdwn.Of($":white_check_mark: Subscribed: {ChannelMeant.Show(draft.Channel)} is told of {Mrkdwn.Code(draft.Question)} from now on."),
            Mrkdwn.Of($"It ends with {Mrkdwn.Code($"{slack.Command} unsubscribe {draft.Name}")}. In a channel where the app is not yet: {Mrkdwn.Literal("`/invite @slackaudit`")}.")) with
        { ReplaceOriginal = true };
    }, cancellationToken);
}
