using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SlackAudit.Slack;

/// <summary>Reading what Slack sends. Anything missing or of another type than it should be is empty.</summary>
static partial class SlackPayloads
{
    public static SlashCommand? Command(ReadOnlySpan<byte> body)
    {
        var form = Form(body);
        return Command(name => form.GetValueOrDefault(name) ?? "");
    }

    public static SlashCommand? Command(JsonElement payload) => Command(name => Text(payload, name));

    static SlashCommand? Command(Func<string, string> field) =>
        field("command") is not { Length: > 0 } command ? null : new()
        {
            Command = command,
            Text = field("text"),
            UserId = field("user_id"),
            UserName = field("user_name"),
            ChannelId = field("channel_id"),
            ChannelName = field("channel_name"),
            TeamId = field("team_id"),
            ResponseUrl = field("response_url"),
            TriggerId = field("trigger_id"),
        };

    /// <summary>Whether it is Slack's probe of our certificate, which comes unsigned and asks for nothing.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> body) => Form(body).GetValueOrDefault("ssl_check") == "1";

    /// <summary>What was pressed, chosen or sent, as Slack puts it into a form; null where nothing can be read.</summary>
    public static JsonElement? Interaction(ReadOnlySpan<byte> body) =>
        TryParse(Form(body).GetValueOrDefault("payload") ?? "", out var payload) ? payload : null;

    /// <summary>Whether a menu asks for its options.</summary>
    public static bool AsksForOptions(JsonElement payload) => Text(payload, "type") == "block_suggestion";

    /// <summary>The presses in an interaction; none for every other kind of it.</summary>
    public static IReadOnlyList<BlockActionRequest> Actions(JsonElement payload)
    {
        if (Text(payload, "type") != "block_actions" || !Child(payload, "actions", JsonValueKind.Array, out var actions)) return [];
        return [.. actions.EnumerateArray().Select(action => Action(payload, action)).OfType<BlockActionRequest>()];
    }

    /// <summary>The dialog that was sent in an interaction; null for every other kind of it.</summary>
    public static ViewSubmission? Submission(JsonElement payload)
    {
        if (Text(payload, "type") != "view_submission") return null;
        if (!Child(payload, "view", JsonValueKind.Object, out var view) || Text(view, "callback_id") is not { Length: > 0 } callbackId) return null;
        var inputs = Child(view, "state", JsonValueKind.Object, out var state) && Child(state, "values", JsonValueKind.Object, out var values)
            ? values.EnumerateObject().Select(input => (Block: Name(input), Value: Value(input.Value))).DistinctBy(input => input.Block).ToList()
            : [];
        return new()
        {
            CallbackId = callbackId,
            PrivateMetadata = Text(view, "private_metadata"),
            ViewId = Text(view, "id"),
            UserId = Text(payload, "user", "id"),
            UserName = UserName(payload),
            TeamId = Text(payload, "team", "id"),
            Inputs = [.. inputs.Select(input => input.Block)],
            Values = inputs.Where(input => input.Value.Length > 0).ToDictionary(input => input.Block, input => input.Value, StringComparer.Ordinal),
        };
    }

    // Some kinds of interaction say it by one name, some by the other.
    static string UserName(JsonElement payload) => Text(payload, "user", "username") is { Length: > 0 } name ? name : Text(payload, "user", "name");

    // Each block holds one input, by whatever name.
    static string Value(JsonElement block) => block.ValueKind == JsonValueKind.Object ? Text(block.EnumerateObject().FirstOrDefault().Value, "value") : "";

    static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>The challenge with which Slack asks whether the address is ours; null for every other event.</summary>
    public static string? Challenge(JsonElement payload) => Text(payload, "type") == "url_verification" ? Text(payload, "challenge") : null;

    static BlockActionRequest? Action(JsonElement payload, JsonElement action)
    {
        if (Text(action, "action_id") is not { Length: > 0 } actionId) return null;
        return new()
        {
            ActionId = actionId,
            BlockId = Text(action, "block_id"),
            Value = Child(action, "selected_option", JsonValueKind.Object, out var option) ? Text(option, "value") : Text(action, "value"),
            UserId = Text(payload, "user", "id"),
            UserName = UserName(payload),
            TeamId = Text(payload, "team", "id"),
            ViewId = Text(payload, "view", "id"),
            ViewHash = Text(payload, "view", "hash"),
            IsInDialog = Text(payload, "view", "type") == "modal",
            ChannelId = Text(payload, "channel", "id"),
            MessageTs = Text(payload, "container", "message_ts"),
            ResponseUrl = Text(payload, "response_url"),
            TriggerId = Text(payload, "trigger_id"),
        };
    }

    /// <summary>The fields of a form, the first of each name.</summary>
    static Dictionary<string, string?> Form(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body)))
            fields.TryAdd(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        return fields;
    }

    static bool TryParse(string json, out JsonElement element)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            element = document.RootElement.Clone();
            return element.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            element = default;
            return false;
        }
    }

    static string Text(JsonElement element, string parent, string name) =>
        Child(element, parent, JsonValueKind.Object, out var child) ? Text(child, name) : "";

    public static string Text(JsonElement element, string name) =>
        Child(element, name, JsonValueKind.String, out var text) ? SlackPayloads.String(text) : "";

    public static bool Child(JsonElement element, string name, JsonValueKind kind, out JsonElement child)
    {
        child = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out child) && child.ValueKind == kind;
    }

    /// <summary>Half a surrogate pair, escaped, is JSON but no text.</summary>
    static string String(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
