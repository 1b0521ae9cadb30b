using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>What <c>/audit</c> says about itself.</summary>
static class HelpMessage
{
    const string Also = "Also: app: target: by: in: from: action: outcome: since: until:, outcome words (failed, started), \"quoted text\", several with commas. Only you see the answers.";

    // What is answered elsewhere than where questions are.
    static readonly (string Text, string Means)[] Rules =
    [
        ("subscribe \"exec, ssh in production\" here", "tell this channel of it; first you see how much that would have been. Also: named NAME, quiet 22:00-07:00"),
        ("unsubscribe NAME", "end that"),
        ("subscriptions", "what this channel is told of"),
        ("mute app:billing for 2h because the migration runs", "or a rule's name, by:NAME, a question in quotes; unmute ends it, mutes lists them"),
        ("link github alice-gh", "say that a name is yours; unlink takes it back, whoami says who you are here"),
        ("save morning = deploys since yesterday 18:00", "from then on everybody asks that by morning; saved lists what is saved, forget morning ends it"),
        ("evidence deploys 2026-Q1", "one file for auditors: the events, their proof and what the log may lack, as a direct message"),
        ("why 123", "where an event came from, which rules it met, and where it was told or why not"),
    ];

    /// <summary>What can be asked, by example.</summary>
    public static Message Of(string command)
    {
        IReadOnlyList<QuestionExample> lines = [.. Question.Examples, .. AppQuestion.Examples];
        return new Message
        {
            Text = SlackText.Escape(
                $"Ask who did what, for example: {string.Join("; ", lines.Select(line => $"{command} {line.Text} ({line.Means})"))}. {Also} "
                + $"What is told: {string.Join("; ", Rules.Select(line => $"{command} {line.Text} ({line.Means})"))}."),
            Blocks =
            [
                new SectionBlock { Text = Mrkdwn.Literal("*Ask who did what.* A name means an app, a target or a person; times are in your zone.") },
                new SectionBlock { Text = Mrkdwn.Join("\n", lines.Select(line => Mrkdwn.Of($"{Mrkdwn.Code($"{command} {line.Text}")}  {line.Means}"))) },
                new ContextBlock { Elements = [Mrkdwn.Escape(Also)] },
                new SectionBlock { Text = Mrkdwn.Literal("*Say what is told*, beside the rules of the settings.") },
                new SectionBlock { Text = Mrkdwn.Join("\n", Rules.Select(line => Mrkdwn.Of($"{Mrkdwn.Code($"{command} {line.Text}")}  {line.Means}"))) },
            ],
        };
    }

    /// <summary>What was not understood, the nearest word that would have been, and two examples.</summary>
    public static Message NotUnderstood(QuestionProblem problem, string command)
    {
        var examples = Question.Examples.Take(2).Select(example => $"{command} {example.Text}").ToList();
        return new Message
        {
            Text = SlackText.Escape($"{problem.Message} Try: {string.Join(" or ", examples)}. For more: {command} help."),
            Blocks =
            [
                new SectionBlock { Text = Mrkdwn.Of($":thinking_face: {problem.Message}") },
                new SectionBlock
                {
                    Text = Mrkdwn.Of($"Try {Mrkdwn.Join(" or ", examples.Select(example => Mrkdwn.Code(example)))}, or {Mrkdwn.Code($"{command} help")}."),
                },
            ],
        };
    }

    /// <summary>What is said in place of sharing what is sensitive.</summary>
    public static Message NotShared => new()
    {
        Text = "This answer names sensitive events, so it stays with you. Whoever runs this app can name the channel under Access:Auditors in its settings.",
        ResponseType = ResponseType.Ephemeral,
        ReplaceOriginal = false,
    };

    /// <summary>What is said in place of sharing with people who may not ask.</summary>
    public static Message NotForChannel => new()
    {
        Text = "Not everybody who reads this channel may ask, so the answer stays with you. Whoever runs this app can name the channel under Access:Members in its settings.",
        ResponseType = ResponseType.Ephemeral,
        ReplaceOriginal = false,
    };

    /// <summary>A button of which nobody knows any more what it means.</summary>
    public static Message Stale(string command)
    {
        var words = $"This button is from a message that can no longer be continued. Ask again with {command}.";
        return new Message { Text = SlackText.Escape(words), Blocks = [new SectionBlock { Text = Mrkdwn.Of($"{words}") }] };
    }

    /// <summary>The log cannot be asked now, and why.</summary>
    public static Message Unanswered(string problem)
    {
        var words = $"The log cannot be asked now. {problem} Ask again in a minute.";
        return new Message { Text = SlackText.Escape(words), Blocks = [new SectionBlock { Text = Mrkdwn.Of($":warning: {words}") }] };
    }
}
