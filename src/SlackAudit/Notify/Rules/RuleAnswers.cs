using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>How the commands about rules answer: to whoever typed alone, also where the database is away.</summary>
sealed class RuleAnswers(AuditDatabase database, ILogger<RuleAnswers> logger)
{
    /// <summary>Makes an answer.</summary>
    public async Task<SlashCommandResponse> GiveAsync(Func<Task<Message>> make, CancellationToken cancellationToken)
    {
        try
        {
            return new SlashCommandResponse { Message = await make(), ResponseType = ResponseType.Ephemeral };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await database.ProblemAsync(exception, cancellationToken) is not { } problem) throw;
            logger.LogError(exception, "A command about rules could not be answered: {Problem}", problem);
            return new SlashCommandResponse { Message = Sentences.Problem($"The log cannot be asked now, and nothing was changed. {problem}"), ResponseType = ResponseType.Ephemeral };
        }
    }

    /// <summary>How many were muted, as far as they were counted.</summary>
    public static string Counted(IReadOnlyList<MutedCount> counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{(counts.Any(count => count.IsPart) ? "at least " : "")}{counts.Sum(count => count.Count)}");
}
