using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>Somebody pressed a button or chose from a menu; all of it is untrusted text.</summary>
public sealed record BlockActionRequest
{
    /// <summary>What was pressed.</summary>
    public required string ActionId { get; init; }

    /// <summary>The block it was in.</summary>
    public string BlockId { get; init; } = "";

    /// <summary>The button's value, or the chosen option's.</summary>
    public string Value { get; init; } = "";

    /// <summary>Who pressed it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The short name of who pressed it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>Where the message is; empty on the app's home.</summary>
    public string ChannelId { get; init; } = "";

    /// <summary>The message that holds the button; empty on the app's home.</summary>
    public string MessageTs { get; init; } = "";

    /// <summary>Where the answer goes; a secret, empty on the app's home.</summary>
    public string ResponseUrl { get; init; } = "";

    /// <summary>What opens a dialog within three seconds; a secret.</summary>
    public string TriggerId { get; init; } = "";

    /// <summary>The dialog or home that holds the button; empty in a message.</summary>
    public string ViewId { get; init; } = "";

    /// <summary>What that showed when it was pressed.</summary>
    public string ViewHash { get; init; } = "";

    /// <summary>Whether the button is in a dialog.</summary>
    public bool IsInDialog { get; init; }

    /// <summary>What they may here; set when it is handed to its handler.</summary>
    public Role Role { get; init; }

    /// <summary>Names neither the value nor a secret, since presses end up in logs.</summary>
    public override string ToString() => $"{SlackText.Clean(ActionId)} by {SlackText.Clean(UserId)}";
}

/// <summary>Acts on a button or menu.</summary>
public interface IBlockActionHandler
{
    /// <summary>Acts; an answer is sent through the response address, null sends none.</summary>
    Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken);
}
