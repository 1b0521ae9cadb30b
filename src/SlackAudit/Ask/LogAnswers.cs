using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Answers from the log as whoever asks may see it, also where it cannot be asked.</summary>
sealed class LogAnswers(LogViews views, Askers askers, AuditDatabase database, TimeProvider time, ILogger<LogAnswers> logger)
{
    /// <summary>Makes an answer to somebody.</summary>
    public async Task<Message> GiveAsync(SlackAsker asker, Func<LogView, QuestionContext, Task<Message>> make, CancellationToken cancellationToken) => (await GiveAsync(async () =>
    {
        var log = views.Of(asker.SeesSensitive);
        var context = QuestionContext.InSlack(time.GetUtcNow(), await askers.ZoneAsync(asker.UserId, cancellationToken), log.Questions.People, asker.UserId, asker.UserName);
        return new SlashCommandResponse { Message = await make(log, context) };
    }, cancellationToken)).Message;

    /// <summary>Makes an answer from what stands behind a command's first word.</summary>
    public async Task<SlashCommandResponse> GiveAsync(SlashCommand command, Func<string, LogView, QuestionContext, Task<Message>> make, CancellationToken cancellationToken) =>
        new() { Message = await GiveAsync(SlackAsker.Of(command), (log, context) => make(command.Behind, log, context), cancellationToken) };

    /// <summary>Makes an answer that says itself who sees it.</summary>
    public async Task<SlashCommandResponse> GiveAsync(Func<Task<SlashCommandResponse>> make, CancellationToken cancellationToken)
    {
        try
        {
            return await make();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await database.ProblemAsync(exception, cancellationToken) is not { } problem) throw;
            logger.LogError(exception, "A question or command could not be answered: {Problem}", problem);
            return new SlashCommandResponse { Message = HelpMessage.Unanswered(problem) };
        }
    }
}
