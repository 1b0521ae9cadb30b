namespace SlackAudit.Slack.Blocks;

/// <summary>A row of buttons and menus.</summary>
public sealed record ActionsBlock : Block
{
    /// <summary>One to 25 elements.</summary>
    public required IReadOnlyList<BlockElement> Elements { get; init; }
}
