using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>The preview of a link.</summary>
public sealed record Unfurl
{
    /// <summary>What is drawn below the message with the link.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }
}
