using SlackAudit.Ask.Evidence;
using SlackAudit.Ask.Home;
using SlackAudit.Ask.Identities;
using SlackAudit.Ask.Saved;
using SlackAudit.Ask.Shortcuts;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask;

/// <summary>Questions from Slack.</summary>
public static class AskRoom
{
    /// <summary>Adds the slash command, the buttons under its answers, and the commands about names.</summary>
    public static IServiceCollection AddAsk(this IServiceCollection services, SlackSettings slack)
    {
        services.AddSingleton<SharedAnswers>().AddScoped<Answering>();
        services.RegisterBlockActionHandler<TurnAction>(AnswerButtons.NewerId).RegisterBlockActionHandler<TurnAction>(AnswerButtons.OlderId)
            .RegisterBlockActionHandler<ShareAction>(AnswerButtons.ShareId);
        for (var place = 0; place < AnswerButtons.MostDetails; place++) services.RegisterBlockActionHandler<DetailsAction>(AnswerButtons.DetailsId(place));
        services.AddSingleton<Linking>()
            .RegisterSlashCommandHandler<LinkCommand>($"{slack.Command} link")
            .RegisterSlashCommandHandler<UnlinkCommand>($"{slack.Command} unlink")
            .RegisterSlashCommandHandler<WhoAmICommand>($"{slack.Command} whoami", Role.Everyone)
            .RegisterBlockActionHandler<LinkButtons>(LinkMessages.ConfirmId, Role.Admin)
            .RegisterBlockActionHandler<LinkButtons>(LinkMessages.DeclineId, Role.Admin);
        services.AddSingleton<SavedName>().AddSingleton<LogAnswers>().AddSingleton<EvidenceDelivery>()
            .RegisterSlashCommandHandler<SaveCommand>($"{slack.Command} save")
            .RegisterSlashCommandHandler<SavedCommand>($"{slack.Command} saved")
            .RegisterSlashCommandHandler<ForgetCommand>($"{slack.Command} forget")
            .RegisterSlashCommandHandler<EvidenceCommand>($"{slack.Command} evidence", Role.Auditor);
        services.AddScoped<HomeReading>().AddScoped<HomeShown>()
            .RegisterSlackEventListener<HomeOpened>(HomeOpened.Type, Role.Everyone)
            .RegisterBlockActionHandler<RefreshAction>(HomePage.RefreshId, Role.Everyone)
            .RegisterBlockActionHandler<SearchAction>(HomePage.SearchId)
            .RegisterShortcutHandler<AskShortcut>(AskDialog.CallbackId)
            .RegisterViewSubmissionHandler<AskSubmission>(AskDialog.CallbackId)
            .RegisterShortcutHandler<AroundShortcut>(AroundShortcut.CallbackId)
            .RegisterSlackEventListener<LinkPreviews>(LinkPreviews.Type);
        return services.RegisterSlashCommandHandler<AuditCommand>(slack.Command);
    }
}
