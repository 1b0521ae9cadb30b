using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary><c>/audit QUESTION</c>: answered to the asker alone, from the log.</summary>
sealed class AuditCommand(Answering answering, SlackSettings slack) : ISlashCommandHandler
{
    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        var text = command.Text.Trim();
        var message = text.Length == 0 || text.Equals("help", StringComparison.OrdinalIgnoreCase)
            ? HelpMessage.Of(slack.Command)
            : await answering.TypedAsync(text, new SlackAsker(command.UserId, command.UserName, command.Role), cancellationToken);
        return new() { Message = message, ResponseType = ResponseType.Ephemeral };
    }
}
