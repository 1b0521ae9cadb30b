using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Questions from Slack.</summary>
public static class AskRoom
{
    /// <summary>Adds the slash command.</summary>
    public static IServiceCollection AddAsk(this IServiceCollection services, SlackSettings slack) =>
        services.RegisterSlashCommandHandler<AuditCommand>(slack.Command);
}
