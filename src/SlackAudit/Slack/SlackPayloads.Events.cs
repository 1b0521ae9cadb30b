using System.Text;
using System.Text.Json;

namespace SlackAudit.Slack;

/// <content>What happened in Slack, and shortcuts.</content>
static partial class SlackPayloads
{
    const int MostLinks = 20;

    /// <summary>The body of an event as it comes over HTTP; null where nothing can be read.</summary>
    public static JsonElement? Json(ReadOnlySpan<byte> body) => TryParse(Encoding.UTF8.GetString(body), out var payload) ? payload : null;

    /// <summary>What happened; null for anything else.</summary>
    public static SlackEvent? Event(JsonElement payload)
    {
        if (Text(payload, "type") != "event_callback" || !Child(payload, "event", JsonValueKind.Object, out var happened)) return null;
        return Text(happened, "type") is not { Length: > 0 } type ? null : new()
        {
            Type = type,
            EventId = Text(payload, "event_id"),
            TeamId = Text(payload, "team_id"),
            UserId = Text(happened, "user"),
            ChannelId = Text(happened, "channel"),
            IsShared = payload.TryGetProperty("is_ext_shared_channel", out var shared) && shared.ValueKind == JsonValueKind.True,
            MessageTs = Text(happened, "message_ts"),
            Tab = Text(happened, "tab"),
            Origin = Text(happened, "source"),
            Links = Child(happened, "links", JsonValueKind.Array, out var links)
                ? [.. links.EnumerateArray().Take(MostLinks).Select(link => Text(link, "url")).Where(url => url.Length > 0)]
                : [],
        };
    }

    /// <summary>The shortcut that was chosen in an interaction; null for every other kind of it.</summary>
    public static ShortcutRequest? Shortcut(JsonElement payload) =>
        Text(payload, "type") is not ("shortcut" or "message_action") || Text(payload, "callback_id") is not { Length: > 0 } callbackId ? null : new()
        {
            CallbackId = callbackId,
            UserId = Text(payload, "user", "id"),
            UserName = UserName(payload),
            TeamId = Text(payload, "team", "id"),
            ChannelId = Text(payload, "channel", "id"),
            MessageTs = Text(payload, "message", "ts") is { Length: > 0 } ts ? ts : Text(payload, "message_ts"),
            ResponseUrl = Text(payload, "response_url"),
            TriggerId = Text(payload, "trigger_id"),
        };
}
