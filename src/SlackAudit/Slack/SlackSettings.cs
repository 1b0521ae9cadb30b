using SlackAudit.Slack.Sockets;

namespace SlackAudit.Slack;

/// <summary>How to reach Slack, and how to know that it is Slack who calls.</summary>
public sealed record SlackSettings
{
    /// <summary>The bot token (<c>xoxb-...</c>); without it nothing is sent and the service runs in preview.</summary>
    public string? ApiToken { get; init; }

    /// <summary>The secret with which Slack signs what it sends to <c>/slack/...</c>.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The app-level token (<c>xapp-...</c>): with it, Slack reaches the service by Socket Mode.</summary>
    public string? AppLevelToken { get; init; }

    /// <summary>The slash command people type.</summary>
    public string Command { get; init; } = "/audit";

    /// <summary>Where Slack's Web API is.</summary>
    public string ApiUrl { get; init; } = "https://slack.com/api/";

    /// <summary>
    /// The hosts to which late answers may be sent, as <c>host</c>, <c>host:port</c> or an origin. Only https is used, except
    /// towards a loopback address.
    /// </summary>
    public IReadOnlyList<string> ResponseUrlHosts { get; init; } = ["hooks.slack.com"];

    /// <summary>Whether there is no token, so that messages are shown instead of sent.</summary>
    public bool IsPreview => string.IsNullOrWhiteSpace(ApiToken);

    /// <summary>Whether the service opens the connections by which Slack reaches it.</summary>
    public bool IsSocketMode => !IsPreview && !string.IsNullOrWhiteSpace(AppLevelToken);

    /// <summary>How long one call to Slack may take.</summary>
    internal TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a slash command may take before its answer is sent later; Slack itself gives up after three seconds.</summary>
    internal TimeSpan AckAfter { get; init; } = TimeSpan.FromSeconds(2);

    internal SocketPace Sockets { get; init; } = new();

    /// <summary>Names no secret, since settings end up in logs.</summary>
    public override string ToString() => IsPreview ? "Slack (preview)" : $"Slack at {ApiUrl}";
}
