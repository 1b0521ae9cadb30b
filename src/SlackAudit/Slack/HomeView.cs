using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>The app's home, as one person sees it.</summary>
public sealed record HomeView
{
    /// <summary>Always the home; a dialog is another kind.</summary>
    public string Type { get; } = "home";

    /// <summary>What is drawn, at most 100 blocks.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }
}
