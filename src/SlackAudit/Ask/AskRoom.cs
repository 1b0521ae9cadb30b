using SlackAudit.Ask.Saved;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Questions from Slack.</summary>
public static class AskRoom
{
    /// <summary>Adds the slash command and the buttons under its answers.</summary>
    public static IServiceCollection AddAsk(this IServiceCollection services, SlackSettings slack)
    {
        services.AddSingleton<SharedAnswers>().AddScoped<Answering>();
        services.RegisterBlockActionHandler<TurnAction>(AnswerButtons.NewerId).RegisterBlockActionHandler<TurnAction>(AnswerButtons.OlderId)
            .RegisterBlockActionHandler<ShareAction>(AnswerButtons.ShareId);
        for (var place = 0; place < AnswerButtons.MostDetails; place++) services.RegisterBlockActionHandler<DetailsAction>(AnswerButtons.DetailsId(place));
        services.AddSingleton<SavedName>().AddSingleton<SavedAnswers>()
            .RegisterSlashCommandHandler<SaveCommand>($"{slack.Command} save")
            .RegisterSlashCommandHandler<SavedCommand>($"{slack.Command} saved")
            .RegisterSlashCommandHandler<ForgetCommand>($"{slack.Command} forget");
        return services.RegisterSlashCommandHandler<AuditCommand>(slack.Command);
    }
}
