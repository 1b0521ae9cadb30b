using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Rules;

/// <summary>How the commands about rules answer: in lines, to whoever typed alone.</summary>
sealed class RuleAnswers(AuditDatabase database, ILogger<RuleAnswers> logger)
{
    const int MostInOneBlock = 10;

    /// <summary>An answer, also where the database is away.</summary>
    public async Task<SlashCommandResponse> GiveAsync(Func<Task<Message>> make, CancellationToken cancellationToken)
    {
        try
        {
            return new SlashCommandResponse { Message = await make(), ResponseType = ResponseType.Ephemeral };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var problem = exception is LogUnavailableException ? exception.Message : await database.ProblemAsync(cancellationToken);
            if (problem is null) throw;
            logger.LogError(exception, "A command about rules could not be answered: {Problem}", problem);
            return new SlashCommandResponse { Message = Problem($"The log cannot be asked now, and nothing was changed. {problem}"), ResponseType = ResponseType.Ephemeral };
        }
    }

    /// <summary>What was wrong, and what to do.</summary>
    public static Message Problem(string sentence) => new()
    {
        Text = SlackText.Escape(sentence),
        Blocks = [new SectionBlock { Text = Mrkdwn.Of($":thinking_face: {sentence}") }],
        ReplaceOriginal = false,
    };

    /// <summary>Lines one below the other, some of them in a block.</summary>
    public static Message Lines(params IReadOnlyList<Mrkdwn> lines)
    {
        var said = lines.Where(line => !line.IsEmpty).ToList();
        return new Message
        {
            Text = Mrkdwn.Join("\n", said).ToString(),
            Blocks = [.. said.Chunk(MostInOneBlock).Select(some => new SectionBlock { Text = Mrkdwn.Join("\n", some) })],
        };
    }

    /// <summary>How many were muted, as far as they were counted.</summary>
    public static string Counted(IReadOnlyList<MutedCount> counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{(counts.Any(count => count.IsPart) ? "at least " : "")}{counts.Sum(count => count.Count)}");

    /// <summary>What stands behind a command's first word, as people see it.</summary>
    public static string Behind(SlashCommand command)
    {
        var text = SlackText.Clean(command.Text).Trim();
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return text[end..].Trim();
    }
}
