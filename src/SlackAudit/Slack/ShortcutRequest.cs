using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>Somebody chose a shortcut of the app, from anywhere or from a message; all of it is untrusted text.</summary>
public sealed record ShortcutRequest
{
    /// <summary>Which shortcut.</summary>
    public required string CallbackId { get; init; }

    /// <summary>Who chose it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The short name of who chose it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>Where the message is; empty for a shortcut from anywhere.</summary>
    public string ChannelId { get; init; } = "";

    /// <summary>The message it was chosen of; empty for a shortcut from anywhere.</summary>
    public string MessageTs { get; init; } = "";

    /// <summary>Where an answer may go; a secret, empty for a shortcut from anywhere.</summary>
    public string ResponseUrl { get; init; } = "";

    /// <summary>What opens a dialog within three seconds; a secret.</summary>
    public string TriggerId { get; init; } = "";

    /// <summary>What they may here; set when it is handed to its handler.</summary>
    public Role Role { get; init; }

    /// <summary>Names no secret, since shortcuts end up in logs.</summary>
    public override string ToString() => $"{SlackText.Clean(CallbackId)} by {SlackText.Clean(UserId)}";
}

/// <summary>Acts on a shortcut.</summary>
public interface IShortcutHandler
{
    /// <summary>Acts; an answer is shown to whoever chose it, null shows none.</summary>
    Task<Message?> Handle(ShortcutRequest request, CancellationToken cancellationToken);
}
