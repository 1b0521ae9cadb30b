using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>How commands beside questions answer: to whoever typed alone, also where the database is away.</summary>
sealed class CommandAnswers(LogViews views, Askers askers, AuditDatabase database, TimeProvider time, ILogger<CommandAnswers> logger)
{
    const int MostInOneBlock = 10;

    /// <summary>Makes the answer from what stands behind the command's first word.</summary>
    public async Task<SlashCommandResponse> GiveAsync(SlashCommand command, Func<string, LogView, QuestionContext, Task<Message>> make, CancellationToken cancellationToken)
    {
        try
        {
            var log = views.Of(command.Role >= Role.Auditor);
            var context = QuestionContext.InSlack(time.GetUtcNow(), await askers.ZoneAsync(command.UserId, cancellationToken), log.Questions.People, command.UserId, command.UserName);
            return new SlashCommandResponse { Message = await make(Behind(command), log, context) };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var problem = exception is LogUnavailableException ? exception.Message : await database.ProblemAsync(cancellationToken);
            if (problem is null) throw;
            logger.LogError(exception, "A command could not be answered: {Problem}", problem);
            return new SlashCommandResponse { Message = HelpMessage.Unanswered(problem) };
        }
    }

    /// <summary>What was wrong, and what to do.</summary>
    public static Message Problem(string sentence) => new()
    {
        Text = SlackText.Escape(sentence),
        Blocks = [new SectionBlock { Text = Mrkdwn.Of($":thinking_face: {sentence}") }],
    };

    /// <summary>Lines one below the other.</summary>
    public static Message Lines(params IReadOnlyList<Mrkdwn> lines) => new()
    {
        Text = Mrkdwn.Join("\n", lines).ToString(),
        Blocks = [.. lines.Chunk(MostInOneBlock).Select(some => new SectionBlock { Text = Mrkdwn.Join("\n", some) })],
    };

    static string Behind(SlashCommand command)
    {
        var text = command.Text.Trim();
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return text[end..].Trim();
    }
}
