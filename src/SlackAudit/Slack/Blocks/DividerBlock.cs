namespace SlackAudit.Slack.Blocks;

/// <summary>A horizontal line.</summary>
public sealed record DividerBlock : Block;
