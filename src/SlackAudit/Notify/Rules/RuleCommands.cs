using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>The commands about rules, <c>/audit subscribe</c> and its like, and what is pressed under their messages.</summary>
static class RuleCommands
{
    public static IServiceCollection AddRuleCommands(this IServiceCollection services, SlackSettings slack) => services
        .AddSingleton<RuleAnswers>()
        .RegisterSlashCommandHandler<SubscribeCommand>($"{slack.Command} subscribe")
        .RegisterBlockActionHandler<SubscribeButton>(SubscribeCommand.Button)
        .RegisterSlashCommandHandler<UnsubscribeCommand>($"{slack.Command} unsubscribe")
        .RegisterSlashCommandHandler<SubscriptionsCommand>($"{slack.Command} subscriptions")
        .RegisterSlashCommandHandler<MuteCommand>($"{slack.Command} mute")
        .RegisterSlashCommandHandler<UnmuteCommand>($"{slack.Command} unmute")
        .RegisterSlashCommandHandler<MutesCommand>($"{slack.Command} mutes")
        .RegisterSlashCommandHandler<WhyCommand>($"{slack.Command} why")
        .AddScoped<WhyCommand>()
        .RegisterBlockActionHandler<DetailsButton>(MessageButtons.DetailsId)
        .RegisterBlockActionHandler<MuteButton>(MessageButtons.MuteId)
        .RegisterViewSubmissionHandler<MuteSubmission>(MuteDialog.CallbackId);
}
