using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary><c>/audit QUESTION</c>: answered to the asker alone, from the log.</summary>
sealed class AuditCommand(Questions questions, AskerZones zones, SlackSettings slack, TimeProvider time) : ISlashCommandHandler
{
    /// <summary>How many events one answer lists.</summary>
    internal const int PageSize = 10;

    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        var text = command.Text.Trim();
        if (text.Length == 0 || text.Equals("help", StringComparison.OrdinalIgnoreCase)) return Only(HelpMessage.Of(slack.Command));

        var zone = await zones.OfAsync(command.UserId, cancellationToken);
        var context = new QuestionContext(time.GetUtcNow(), zone, Names(command));
        var question = Question.Parse(text, context);
        if (question.Query is not { } query) return Only(HelpMessage.NotUnderstood(question.Problem!, slack.Command));

        var answer = await questions.AskAsync(query, zone, PageSize, null, cancellationToken);
        return Only(AnswerMessage.Of(answer, zone, context.Now));
    }

    // Until people are joined over systems, "me" is the name under which Slack knows the asker.
    static IReadOnlyList<string> Names(SlashCommand command) => string.IsNullOrWhiteSpace(command.UserName) ? [] : [command.UserName];

    static SlashCommandResponse Only(Message message) => new() { Message = message, ResponseType = ResponseType.Ephemeral };
}
