using SlackAudit.Record;

namespace SlackAudit.See.Preview;

/// <summary>What the preview draws.</summary>
/// <param name="Channels">The channels that were written to, each with how many messages are shown.</param>
/// <param name="Channel">The chosen one; null while there is none.</param>
/// <param name="Messages">Its messages, newest first.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="As">Who typed it.</param>
/// <param name="Reply">The answer to what was typed, a message's JSON; null when nothing was.</param>
public sealed record PreviewView(
    IReadOnlyList<KeyValuePair<string, int>> Channels, string? Channel, IReadOnlyList<Notification> Messages, string Typed, string As, string? Reply);
