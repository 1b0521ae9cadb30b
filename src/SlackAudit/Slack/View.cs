using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>A dialog.</summary>
public sealed record View
{
    /// <summary>Always a dialog; the app's home is another kind.</summary>
    public string Type { get; } = "modal";

    /// <summary>What comes back when it is sent, and who handles it; 1 to 255 characters.</summary>
    public required string CallbackId { get; init; }

    /// <summary>The words at its top, at most 24 characters.</summary>
    public required PlainText Title { get; init; }

    /// <summary>The words on the button that sends it, at most 24 characters; needed where something is to be filled in.</summary>
    public PlainText? Submit { get; init; }

    /// <summary>The words on the button that closes it, at most 24 characters.</summary>
    public PlainText? Close { get; init; }

    /// <summary>What comes back with it and nobody sees, at most 3000 characters; never secrets.</summary>
    public string? PrivateMetadata { get; init; }

    /// <summary>What is drawn, at most 100 blocks.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }
}
