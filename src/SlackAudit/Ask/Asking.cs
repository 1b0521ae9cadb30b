using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>What was typed, wherever a question can be typed.</summary>
static class Asking
{
    /// <summary>The answer; help where nothing or "help" was typed.</summary>
    public static Task<Message> AnswerAsync(Answering answering, string typed, SlackAsker asker, SlackSettings slack, CancellationToken cancellationToken)
    {
        var text = typed.Trim();
        return text.Length == 0 || text.Equals("help", StringComparison.OrdinalIgnoreCase)
            ? Task.FromResult(HelpMessage.Of(slack.Command))
            : answering.TypedAsync(text, asker, cancellationToken);
    }

    /// <summary>An answer as it is in a dialog, which belongs to no channel: there is nobody to share it with.</summary>
    public static Message InDialog(Message answer) => answer with { Blocks = [.. answer.Blocks.Select(WithoutShare).OfType<Block>()] };

    static Block? WithoutShare(Block block)
    {
        if (block is not ActionsBlock actions) return block;
        var left = actions.Elements.Where(element => element.ActionId != AnswerButtons.ShareId).ToList();
        return left.Count == 0 ? null : actions with { Elements = left };
    }
}
