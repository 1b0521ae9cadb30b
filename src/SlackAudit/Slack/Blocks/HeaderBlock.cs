namespace SlackAudit.Slack.Blocks;

/// <summary>A line in large letters.</summary>
public sealed record HeaderBlock : Block
{
    /// <summary>The line, at most 150 characters.</summary>
    public required PlainText Text { get; init; }
}
