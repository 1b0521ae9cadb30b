using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>Answers that are sentences.</summary>
static class Sentences
{
    const int MostInOneBlock = 10;

    /// <summary>A sentence.</summary>
    public static Message Of(string sentence) => new() { Text = SlackText.Escape(sentence), Blocks = [new SectionBlock { Text = Mrkdwn.Of($"{sentence}") }] };

    /// <summary>What was wrong, and what to do; what it was said about stays.</summary>
    public static Message Problem(string sentence) => new()
    {
        Text = SlackText.Escape(sentence),
        Blocks = [new SectionBlock { Text = Mrkdwn.Of($":thinking_face: {sentence}") }],
        ReplaceOriginal = false,
    };

    /// <summary>Lines one below the other, some of them in a block; empty ones are left out.</summary>
    public static Message Lines(params IReadOnlyList<Mrkdwn> lines)
    {
        var said = lines.Where(line => !line.IsEmpty).ToList();
        return new Message
        {
            Text = Mrkdwn.Join("\n", said).ToString(),
            Blocks = [.. said.Chunk(MostInOneBlock).Select(some => new SectionBlock { Text = Mrkdwn.Join("\n", some) })],
        };
    }
}
