using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

/// <content>Dialogs, homes and previews.</content>
public sealed partial class SlackStandIn
{
    readonly List<StandInView> views = [];
    readonly List<StandInShown> homes = [];
    readonly List<StandInShown> shown = [];
    readonly List<StandInShown> unfurls = [];
    readonly HashSet<string> triggers = [];

    /// <summary>What opens one dialog.</summary>
    public string NewTrigger()
    {
        var trigger = $"{Guid.NewGuid():N}.trigger";
        lock (gate) triggers.Add(trigger);
        return trigger;
    }

    string OpenView(Dictionary<string, string> fields)
    {
        var trigger = fields.GetValueOrDefault("trigger_id", "");
        lock (gate)
            if (!triggers.Remove(trigger)) return Refusal("expired_trigger_id");
        if (!IsView(fields["view"], out var problems)) return JsonSerializer.Serialize(new { ok = false, error = "invalid_arguments", errors = problems });
        var id = $"V{trigger}";
        ProducedForSlack.View(JsonNode.Parse(fields["view"])!);
        Add(views, new StandInView(trigger, JsonSerializer.Deserialize<View>(fields["view"], SlackJson.Options)!, fields["view"]) { Id = id });
        return $$$"""{"ok":true,"view":{"id":"{{{id}}}"}}""";
    }

    static bool IsView(string raw, out IReadOnlyList<string> problems)
    {
        problems = BlockKit.CheckView(JsonSerializer.Deserialize<View>(raw, SlackJson.Options)!);
        return problems.Count == 0 && raw.Length <= 250_000 && JsonNode.Parse(raw)!["type"]?.GetValue<string>() == "modal";
    }

    string Publish(Dictionary<string, string> fields)
    {
        var user = fields["user_id"];
        // What somebody sees is known by how often they were shown something.
        if (fields.TryGetValue("hash", out var hash) && hash != HomeHash(user)) return Refusal("hash_conflict");
        var raw = fields["view"];
        var problems = BlockKit.CheckHome(JsonSerializer.Deserialize<HomeView>(raw, SlackJson.Options)!);
        return problems.Count > 0 || raw.Length > 250_000 || JsonNode.Parse(raw)!["type"]?.GetValue<string>() != "home"
            ? JsonSerializer.Serialize(new { ok = false, error = "invalid_arguments", errors = problems })
            : Ok(homes, user, raw);
    }

    /// <summary>What stands for what somebody sees.</summary>
    public string HomeHash(string user) => string.Create(CultureInfo.InvariantCulture, $"hash-{Homes.Count(home => home.Where == user)}");

    string Ok(List<StandInShown> list, string where, string raw)
    {
        Add(list, new StandInShown(where, raw));
        if (list == homes) ProducedForSlack.View(JsonNode.Parse(raw)!);
        return """{"ok":true}""";
    }
}
