using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

/// <summary>A message that the stand-in took.</summary>
/// <param name="Channel">The id of the channel.</param>
/// <param name="Ts">Its place there.</param>
/// <param name="Message">The message, with the channel as it was named.</param>
/// <param name="Raw">The fields as they came.</param>
public sealed record StandInPost(string Channel, string Ts, Message Message, IReadOnlyDictionary<string, string> Raw);

/// <summary>A dialog that the stand-in opened.</summary>
public sealed record StandInView(string TriggerId, View View, string Raw)
{
    public string Id { get; init; } = "V1";
}

/// <summary>What somebody's home or an open dialog was made to show.</summary>
public sealed record StandInShown(string Where, string Raw);

/// <summary>An answer to a command or button that the stand-in took.</summary>
public sealed record StandInResponse(string ResponseUrl, Message Message, string Raw);
