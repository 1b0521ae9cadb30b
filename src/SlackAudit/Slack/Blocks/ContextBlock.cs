namespace SlackAudit.Slack.Blocks;

/// <summary>Small grey text.</summary>
public sealed record ContextBlock : Block
{
    /// <summary>One to ten texts, shown side by side.</summary>
    public required IReadOnlyList<TextObject> Elements { get; init; }
}
