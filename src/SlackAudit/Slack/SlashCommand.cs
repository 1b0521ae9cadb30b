using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>A slash command as somebody typed it; all of it is untrusted text.</summary>
public sealed record SlashCommand
{
    /// <summary>The command, such as <c>/audit</c>.</summary>
    public required string Command { get; init; }

    /// <summary>What was typed after it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who typed it.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The short name of who typed it; Slack may stop sending it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Where it was typed.</summary>
    public string ChannelId { get; init; } = "";

    /// <summary>The name of where it was typed.</summary>
    public string ChannelName { get; init; } = "";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>Where a late answer goes; a secret.</summary>
    public string ResponseUrl { get; init; } = "";

    /// <summary>What opens a dialog within three seconds; a secret.</summary>
    public string TriggerId { get; init; } = "";

    /// <summary>What they may here; set when it is handed to its handler.</summary>
    public Role Role { get; init; }

    /// <summary>What stands behind the first word, as people see it.</summary>
    internal string Behind
    {
        get
        {
            var text = SlackText.Clean(Text).Trim();
            var end = 0;
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
            return text[end..].Trim();
        }
    }

    /// <summary>Names neither the text nor a secret, since commands end up in logs.</summary>
    public override string ToString() => $"{SlackText.Clean(Command)} by {SlackText.Clean(UserId)}";
}

/// <summary>Answers a slash command.</summary>
public interface ISlashCommandHandler
{
    /// <summary>Answers. Within two seconds the answer goes back at once, later than that through the response address.</summary>
    Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken);
}

/// <summary>The answer to a slash command or a button.</summary>
public sealed record SlashCommandResponse
{
    /// <summary>What is said.</summary>
    public required Message Message { get; init; }

    /// <summary>Who sees it.</summary>
    public ResponseType ResponseType { get; init; } = ResponseType.Ephemeral;

    /// <summary>The message as Slack takes it, addressed to whom it is for.</summary>
    internal Message ToMessage() => BlockKit.Fit(Message) with { ResponseType = ResponseType };
}
