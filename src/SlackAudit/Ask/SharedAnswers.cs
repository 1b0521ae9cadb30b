using System.Collections.Concurrent;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Which answers were shared from which message, for as long as its buttons can be pressed.</summary>
sealed class SharedAnswers(TimeProvider time)
{
    // Slack takes answers to a press for half an hour; a message may be pressed again later, and may then be shared again.
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    readonly ConcurrentDictionary<(string, string, string), DateTimeOffset> until = new();

    /// <summary>Whether this is the first press.</summary>
    public bool Begin(BlockActionRequest request)
    {
        var now = time.GetUtcNow();
        foreach (var (key, end) in until)
            if (end <= now) until.TryRemove(key, out _);
        return until.TryAdd(Key(request), now + Kept);
    }

    /// <summary>It was not shared after all.</summary>
    public void Undo(BlockActionRequest request) => until.TryRemove(Key(request), out _);

    static (string, string, string) Key(BlockActionRequest request) => (request.UserId, request.ChannelId + request.MessageTs, request.Value);
}
