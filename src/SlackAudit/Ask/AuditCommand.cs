using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary><c>/audit QUESTION</c>: answered to the asker alone, from the log.</summary>
sealed class AuditCommand(
    Questions questions, StoryReader stories, AuditDatabase database, AskerZones zones, SlackSettings slack, TimeProvider time, ILogger<AuditCommand> logger) : ISlashCommandHandler
{
    /// <summary>How many events an answer lists when no number was asked for.</summary>
    internal const int PageSize = 10;

    /// <summary>How many it lists at most, however many were asked for (<c>last 200 deploys</c>).</summary>
    internal const int MostEvents = 30;

    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        var text = command.Text.Trim();
        if (text.Length == 0 || text.Equals("help", StringComparison.OrdinalIgnoreCase)) return Only(HelpMessage.Of(slack.Command));

        var zone = await zones.OfAsync(command.UserId, cancellationToken);
        var context = new QuestionContext(time.GetUtcNow(), zone, Names(command)) { People = questions.People, SlackUser = SlackUser(command) };
        return Only(await AnswerAsync(text, context, cancellationToken));
    }

    async Task<Message> AnswerAsync(string text, QuestionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var question = await questions.ReadAsync(text, context, cancellationToken);
            if (question.Query is not { } query) return HelpMessage.NotUnderstood(question.Problem!, slack.Command);
            // More than fits is asked for as a page, which knows whether there are older ones.
            var asked = query.Limit > MostEvents && query.Shape == QueryShape.Last ? query with { Shape = QueryShape.List } : query;
            var answer = await questions.AskAsync(asked, context.Zone, Math.Min(query.Limit ?? PageSize, MostEvents), null, cancellationToken);
            return AnswerMessage.Of(await stories.TellAsync(answer with { Query = query }, cancellationToken), context.Zone, context.Now);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await database.ProblemAsync(cancellationToken) is not { } problem) throw;
            logger.LogError(exception, "A question could not be answered: {Problem}", problem);
            return HelpMessage.Unanswered(problem);
        }
    }

    static string? SlackUser(SlashCommand command) => string.IsNullOrWhiteSpace(command.UserId) ? null : command.UserId;

    // Who is no known person is "me" by the name that Slack has for the asker.
    static IReadOnlyList<string> Names(SlashCommand command) => string.IsNullOrWhiteSpace(command.UserName) ? [] : [command.UserName];

    static SlashCommandResponse Only(Message message) => new() { Message = message, ResponseType = ResponseType.Ephemeral };
}
