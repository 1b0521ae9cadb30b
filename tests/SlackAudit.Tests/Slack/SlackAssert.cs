using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

/// <summary>What must hold of every message, whatever was in the events it tells of.</summary>
public static partial class SlackAssert
{
    /// <summary>
    /// Slack takes the message, and nothing in it that Slack interprets comes from a payload: every mention, command, link or
    /// date is of a form that we write ourselves and is not in the hostile texts, and no hostile text stands in it unescaped.
    /// </summary>
    public static void Safe(Message message, params string[] hostile)
    {
        Assert.Empty(BlockKit.Check(message));
        var json = JsonSerializer.SerializeToNode(message, SlackJson.Options)!;
        ProducedForSlack.Message(json);
        foreach (var markup in Markup(json))
        {
            foreach (Match token in Tokens().Matches(markup))
            {
                Assert.Matches(OurTokens(), token.Value);
                Assert.DoesNotContain(hostile, text => text.Contains(token.Value, StringComparison.Ordinal));
            }
            Assert.DoesNotContain('<', OurTokens().Replace(markup, ""));
            foreach (var text in hostile.Where(text => text.AsSpan().ContainsAny('<', '>'))) Assert.DoesNotContain(text, markup, StringComparison.Ordinal);
            var formatted = CodeSpans().Replace(markup, "");
            foreach (var text in hostile.Where(text => Formatting().IsMatch(text))) Assert.DoesNotContain(text, formatted, StringComparison.Ordinal);
        }
        foreach (var text in Strings(json)) Assert.DoesNotMatch(Invisible(), text);
    }

    /// <summary>The strings that Slack reads as markup: the top-level text, fallbacks and <c>mrkdwn</c> texts.</summary>
    static IEnumerable<string> Markup(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(field => field.Value switch
        {
            JsonValue value when IsMarkup(json, field.Key) => [value.GetValue<string>()],
            { } child => Markup(child),
            null => [],
        }),
        JsonArray array => array.SelectMany(child => child is null ? [] : Markup(child)),
        _ => [],
    };

    static bool IsMarkup(JsonObject json, string name) =>
        name == "text" ? json["type"] is null || json["type"]!.GetValue<string>() == "mrkdwn" : name == "fallback" && json["type"] is null;

    static IEnumerable<string> Strings(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(field => field.Value is null ? [] : Strings(field.Value)),
        JsonArray array => array.SelectMany(child => child is null ? [] : Strings(child)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    [GeneratedRegex("<[^>]*>?")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"<(!date\^\d+\^[^|<>]*\|[^|<>]*|https?://[^|<>\s]+\|[^<>]*|@[UW][A-Z0-9]+|#[CDG][A-Z0-9]+)>")]
    private static partial Regex OurTokens();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpans();

    [GeneratedRegex(@"(?<![A-Za-z0-9])([*_~`])[^*_~`]+\1(?![A-Za-z0-9])")]
    private static partial Regex Formatting();

    [GeneratedRegex(@"[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")]
    private static partial Regex Invisible();
}
