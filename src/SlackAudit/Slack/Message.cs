using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>A message to a channel, or an answer to a command.</summary>
public sealed record Message
{
    /// <summary>The channel's id or name, or a user's id for a direct message; null in an answer, which goes where the question came from.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// The whole message in words, for notifications and screen readers, which do not read the blocks. Slack looks for mentions
    /// in it, so untrusted parts go through <see cref="SlackText.Escape"/>.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>What is drawn.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    /// <summary>Blocks with a coloured bar beside them.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The message under which it belongs.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Ids that travel with the message; every app in the workspace can read them.</summary>
    public MessageMetadata? Metadata { get; init; }

    /// <summary>Whether Slack shows previews of links.</summary>
    public bool UnfurlLinks { get; init; }

    /// <summary>Whether Slack shows previews of pictures.</summary>
    public bool UnfurlMedia { get; init; }

    /// <summary>In an answer: who sees it.</summary>
    public ResponseType? ResponseType { get; init; }

    /// <summary>In an answer to a button: whether it takes the place of the message with the button.</summary>
    public bool? ReplaceOriginal { get; init; }

    /// <summary>Always <c>none</c>: bare names and addresses in the text stay text.</summary>
    public string Parse { get; } = "none";
}

/// <summary>Who sees an answer.</summary>
public enum ResponseType
{
    /// <summary>Only who asked.</summary>
    Ephemeral,

    /// <summary>Everybody in the channel.</summary>
    InChannel,
}

/// <summary>Blocks with a coloured bar beside them.</summary>
public sealed record Attachment
{
    /// <summary>The colour: <c>#d93025</c>, or <c>good</c>, <c>warning</c>, <c>danger</c>.</summary>
    public string? Color { get; init; }

    /// <summary>The same in words, where attachments are not drawn; escaped like <see cref="Message.Text"/>.</summary>
    public string? Fallback { get; init; }

    /// <summary>What is drawn.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];
}

/// <summary>Ids that travel with a message.</summary>
/// <param name="EventType">What kind they are.</param>
/// <param name="EventPayload">The ids by name; never secrets.</param>
public sealed record MessageMetadata(string EventType, IReadOnlyDictionary<string, string> EventPayload);
