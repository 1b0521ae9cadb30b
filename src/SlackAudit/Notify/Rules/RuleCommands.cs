using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Notify.Rules;

/// <summary>The commands about rules, <c>/audit subscribe</c> and its like, and what is pressed under their messages.</summary>
static class RuleCommands
{
    public static IServiceCollection AddRuleCommands(this IServiceCollection services, SlackSettings slack) => services
        .AddSingleton<RuleAnswers>()
        .RegisterSlashCommandHandler<SubscribeCommand>($"{slack.Command} subscribe", Role.Admin)
        .RegisterBlockActionHandler<SubscribeButton>(SubscribeCommand.Button, Role.Admin)
        .RegisterSlashCommandHandler<UnsubscribeCommand>($"{slack.Command} unsubscribe", Role.Admin)
        .RegisterSlashCommandHandler<SubscriptionsCommand>($"{slack.Command} subscriptions")
        .RegisterSlashCommandHandler<MuteCommand>($"{slack.Command} mute", Role.Admin)
        .RegisterSlashCommandHandler<UnmuteCommand>($"{slack.Command} unmute", Role.Admin)
        .RegisterSlashCommandHandler<MutesCommand>($"{slack.Command} mutes")
        .RegisterSlashCommandHandler<WhyCommand>($"{slack.Command} why")
        .AddScoped<WhyCommand>()
        .RegisterBlockActionHandler<DetailsButton>(MessageButtons.DetailsId)
        .RegisterBlockActionHandler<MuteButton>(MessageButtons.MuteId, Role.Admin)
        .RegisterViewSubmissionHandler<MuteSubmission>(MuteDialog.CallbackId, Role.Admin);
}
