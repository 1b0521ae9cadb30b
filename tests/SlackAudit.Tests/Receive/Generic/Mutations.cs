using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace SlackAudit.Tests.Receive.Generic;

/// <summary>What a hostile or broken sender makes of a payload: every value in it replaced by one of every other kind, or taken away.</summary>
static class Mutations
{
    static readonly string[] Replacements =
    [
        "null", "true", "-1", "1e400", "\"\"", "\" \"", "\"text\"", "\"\\ud800\"", "\"\\u0000\\u202e\"", "[]", "[[null]]", "{}", """{"\ud800":{}}""",
    ];

    public static IEnumerable<string> Of(string json)
    {
        var places = Places(JsonNode.Parse(json), []).ToList();
        foreach (var place in places)
        {
            foreach (var replacement in Replacements) yield return With(json, place, replacement);
            if (place.Count > 0) yield return Without(json, place);
        }
    }

    static IEnumerable<List<object>> Places(JsonNode? node, List<object> here)
    {
        yield return here;
        var children = node switch
        {
            JsonObject o => o.Select(pair => ((object)pair.Key, pair.Value)),
            JsonArray a => a.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (key, child) in children)
        {
            foreach (var place in Places(child, [.. here, key])) yield return place;
        }
    }

    // The marker is exchanged in the text, because not every replacement is JSON that a node could hold.
    static string With(string json, List<object> place, string replacement)
    {
        const string Marker = "the-place-to-replace";
        if (place.Count == 0) return replacement;
        var root = JsonNode.Parse(json);
        var parent = Parent(root, place);
        if (place[^1] is string name) parent[name] = Marker;
        else parent[(int)place[^1]] = Marker;
        return root!.ToJsonString().Replace($"\"{Marker}\"", replacement, StringComparison.Ordinal);
    }

    static string Without(string json, List<object> place)
    {
        var root = JsonNode.Parse(json);
        if (Parent(root, place) is JsonObject o) o.Remove((string)place[^1]);
        else ((JsonArray)Parent(root, place)).RemoveAt((int)place[^1]);
        return root!.ToJsonString();
    }

    static JsonNode Parent(JsonNode? root, List<object> place)
    {
        var node = root ?? throw new XunitException("A payload must not be null.");
        foreach (var step in place[..^1]) node = step is string name ? node[name]! : node[(int)step]!;
        return node;
    }
}
