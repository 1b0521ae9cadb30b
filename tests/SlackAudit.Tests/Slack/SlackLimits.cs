using System.Text.Json.Nodes;

namespace SlackAudit.Tests.Slack;

/// <summary>Slack's limits once more, written from its reference over the JSON alone, so that the checker is checked.</summary>
static class SlackLimits
{
    static readonly Dictionary<(string Type, string Field), (int Min, int Max)> Sizes = new()
    {
        [("section", "fields")] = (0, 10),
        [("context", "elements")] = (1, 10),
        [("actions", "elements")] = (1, 25),
        [("overflow", "options")] = (1, 5),
        [("table", "rows")] = (1, 100),
        [("table", "column_settings")] = (0, 20),
        [("button", "value")] = (1, 2000),
        [("button", "url")] = (1, 3000),
        [("button", "accessibility_label")] = (1, 75),
        [("data_visualization", "title")] = (1, 50),
        [("pie", "segments")] = (1, 6),
        [("bar", "series")] = (1, 6),
        [("mrkdwn", "text")] = (1, 3000),
        [("plain_text", "text")] = (1, 3000),
        [("text", "text")] = (1, 3000),
        [("raw_text", "text")] = (1, 10_000),
        [("link", "text")] = (1, 3000),
        [("link", "url")] = (1, 3000),
        [("rich_text", "elements")] = (1, int.MaxValue),
        [("rich_text_section", "elements")] = (1, int.MaxValue),
        [("rich_text_list", "elements")] = (1, int.MaxValue),
        [("rich_text_quote", "elements")] = (1, int.MaxValue),
        [("rich_text_preformatted", "elements")] = (1, int.MaxValue),
    };

    public static IEnumerable<string> Problems(JsonObject message)
    {
        var all = Objects(message).ToArray();
        var blocks = (message["blocks"]?.AsArray() ?? []).Concat((message["attachments"]?.AsArray() ?? []).SelectMany(one => one!["blocks"]!.AsArray())).ToArray();
        if (message["text"]?.GetValue<string>() is not { Length: > 0 and <= 4000 }) yield return "text";
        if (blocks.Length > 50) yield return "blocks";
        if (all.Count(one => Type(one) == "table") > 1) yield return "tables";
        if (all.Count(one => Type(one) == "data_visualization") > 2) yield return "charts";
        if (blocks.Select(one => one!["block_id"]?.GetValue<string>()).OfType<string>().GroupBy(id => id).Any(ids => ids.Count() > 1 || ids.Key.Length is 0 or > 255)) yield return "block_id";
        foreach (var one in all)
        {
            foreach (var ((type, field), (min, max)) in Sizes)
                if (Type(one) == type && one[field] is { } value && (Size(value) < min || Size(value) > max)) yield return $"{type}.{field}";
            if (Type(one) == "header" && Size(one["text"]!["text"]!) > 150) yield return "header";
            if (Type(one) is "button" && Size(one["text"]!["text"]!) > 75) yield return "button";
            if (Type(one) == "section" && one["text"] is null && one["fields"] is null) yield return "section";
            if (Type(one) == "section" && one["fields"] is JsonArray fields && fields.Any(field => Size(field!["text"]!) > 2000)) yield return "fields";
            if (Type(one) == "actions" && one["elements"]!.AsArray().Select(element => element!["action_id"]?.GetValue<string>()).OfType<string>().GroupBy(id => id).Any(ids => ids.Count() > 1)) yield return "action_id";
            if (Type(one) == "user" && !one["user_id"]!.GetValue<string>().All(char.IsAsciiLetterOrDigit)) yield return "user";
            if (Type(one) == "table" && Objects(one["rows"]!).Where(cell => Type(cell) is "raw_text" or "text").Sum(cell => Size(cell["text"]!)) > 10_000) yield return "table";
            if (Type(one) == "table" && one["rows"]!.AsArray().Any(row => row!.AsArray().Count is 0 or > 20)) yield return "cells";
            if (one["axis_config"] is { } axes && !Axes(one, axes)) yield return "axes";
        }
    }

    static bool Axes(JsonObject chart, JsonNode axes)
    {
        var categories = axes["categories"]!.AsArray().Select(one => one!.GetValue<string>()).ToArray();
        var names = chart["series"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()).ToArray();
        return categories.Length is > 0 and <= 20 && categories.Concat(names).All(name => name.Length is > 0 and <= 20) && names.Distinct().Count() == names.Length
            && chart["series"]!.AsArray().All(one => one!["data"]!.AsArray().Select(point => point!["label"]!.GetValue<string>()).SequenceEqual(categories));
    }

    static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(field => Objects(field.Value)).Prepend(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };

    static string? Type(JsonObject json) => json["type"]?.GetValue<string>();

    static int Size(JsonNode value) => value is JsonArray array ? array.Count : value.GetValue<string>().Length;
}
