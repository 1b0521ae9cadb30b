using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>Something happened in Slack that the app asked to be told of; all of it is untrusted text.</summary>
public sealed record SlackEvent
{
    /// <summary>What happened, such as <c>app_home_opened</c>.</summary>
    public required string Type { get; init; }

    /// <summary>By which it is known when it comes again; empty where Slack does not say.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>Who did it; empty where nobody is named.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Where.</summary>
    public string ChannelId { get; init; } = "";

    /// <summary>Whether people of other workspaces are in that channel.</summary>
    public bool IsShared { get; init; }

    /// <summary>The message it is about.</summary>
    public string MessageTs { get; init; } = "";

    /// <summary>Which tab of the app's home was opened: <c>home</c> or <c>messages</c>.</summary>
    public string Tab { get; init; } = "";

    /// <summary>Where a link stands: <c>composer</c> while its message is being written.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The links of the message, as far as they are to our domains.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>What they may there; set when it is handed to its handler.</summary>
    public Role Role { get; init; }

    /// <summary>Names no link, since events end up in logs.</summary>
    public override string ToString() => $"{SlackText.Clean(Type)} by {SlackText.Clean(UserId)}";
}

/// <summary>Acts on what happened in Slack.</summary>
public interface ISlackEventListener
{
    /// <summary>Acts; there is nobody to answer.</summary>
    Task Handle(SlackEvent happened, CancellationToken cancellationToken);
}
