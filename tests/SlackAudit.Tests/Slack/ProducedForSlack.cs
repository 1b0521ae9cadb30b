using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SlackAudit.Tests.Slack;

/// <summary>
/// What the tests produce for Slack, written down for <c>tests/slack-types/check.mjs</c> where <c>SLACKAUDIT_TEST_SLACK_OUTPUT</c> names a
/// folder: one of each kind, since only the words of the others differ.
/// </summary>
static class ProducedForSlack
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_SLACK_OUTPUT");
    static readonly ConcurrentDictionary<string, bool> Kept = new(StringComparer.Ordinal);

    public static void Message(JsonNode message) => Keep("message", message);

    public static void View(JsonNode view) => Keep("view", view);

    static void Keep(string kind, JsonNode value)
    {
        if (string.IsNullOrEmpty(Folder)) return;
        var shape = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind + Shape(value))).AsSpan(0, 12));
        if (!Kept.TryAdd(shape, true)) return;
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, $"{shape}.json"), new JsonObject { ["kind"] = kind, ["value"] = value.DeepClone() }.ToJsonString());
    }

    // Which fields there are, of which types; and what Slack chooses by, word for word.
    static string Shape(JsonNode? node, string name = "") => node switch
    {
        JsonObject json => $"{{{string.Join(',', json.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Shape(field.Value, field.Key)}"))}}}",
        JsonArray array => $"[{string.Join(',', array.Select(each => Shape(each)).Distinct().Order(StringComparer.Ordinal))}]",
        JsonValue value when name is "type" or "style" => value.ToJsonString(),
        JsonValue value => value.GetValueKind().ToString(),
        _ => "null",
    };
}
