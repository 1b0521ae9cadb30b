using System.Text.Json;
using SlackAudit.See.Pages;

namespace SlackAudit.See.Preview;

/// <summary>Reads the parts of rich text into the same stretches as markup.</summary>
static class RichTextReader
{
    public static List<Span> Read(JsonElement section, ReaderClock reader)
    {
        var spans = new List<Span>();
        foreach (var leaf in section.Items("elements")) spans.AddRange(Leaf(leaf, reader).Select(span => Styled(span, leaf.Field("style"))));
        return spans;
    }

    static IEnumerable<Span> Leaf(JsonElement leaf, ReaderClock reader) => leaf.Text("type") switch
    {
        "text" => Lines(leaf.Text("text") ?? ""),
        "link" => [Link(leaf.Text("url"), leaf.Text("text"))],
        "user" => [new Span(SpanKind.Mention, "@" + MrkdwnReferences.Person(leaf.Text("user_id") ?? ""))],
        "usergroup" => [new Span(SpanKind.Mention, "@" + leaf.Text("usergroup_id"))],
        "channel" => [new Span(SpanKind.Mention, "#" + leaf.Text("channel_id"))],
        "broadcast" => [new Span(SpanKind.Mention, "@" + leaf.Text("range"))],
        "emoji" => [new Span(SpanKind.Text, EmojiNames.Find(leaf.Text("name")) ?? $":{leaf.Text("name")}:")],
        "date" => [Date(leaf, reader)],
        var unknown => [new Span(SpanKind.Code, unknown ?? "?")],
    };

    static Span Date(JsonElement leaf, ReaderClock reader)
    {
        var seconds = leaf.Field("timestamp") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var unix) ? unix : long.MaxValue;
        return MrkdwnReferences.Date(seconds, leaf.Text("format") ?? "", leaf.Text("fallback"), reader);
    }

    static Span Link(string? url, string? text) =>
        Links.Web(url) is { } address ? new Span(SpanKind.Link, text ?? url!, address) : new Span(SpanKind.Text, text ?? url ?? "");

    static IEnumerable<Span> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) yield return new Span(SpanKind.Break, "");
            if (lines[i].Length > 0) yield return new Span(SpanKind.Text, lines[i]);
        }
    }

    static Span Styled(Span span, JsonElement style)
    {
        if (style.Flag("code")) span = new Span(SpanKind.Code, [span]);
        if (style.Flag("strike")) span = new Span(SpanKind.Strike, [span]);
        if (style.Flag("italic")) span = new Span(SpanKind.Italic, [span]);
        return style.Flag("bold") ? new Span(SpanKind.Bold, [span]) : span;
    }
}
