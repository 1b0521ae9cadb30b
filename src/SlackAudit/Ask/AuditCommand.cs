using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary><c>/audit QUESTION</c>: answered to the asker alone, from the log.</summary>
sealed class AuditCommand(Answering answering, SlackSettings slack) : ISlashCommandHandler
{
    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        var asker = SlackAsker.Of(command);
        var message = await Asking.AnswerAsync(answering, command.Text, asker, slack, cancellationToken);
        return new() { Message = message, ResponseType = ResponseType.Ephemeral };
    }
}
