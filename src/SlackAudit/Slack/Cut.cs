using System.Globalization;

namespace SlackAudit.Slack;

/// <summary>Shortening without leaving half of anything behind.</summary>
static class Cut
{
    const string Ellipsis = "\u2026";
    const string Fence = "```";

    public static string Text(string text, int max) =>
        text.Length <= max ? text : text[..End(text, max - Ellipsis.Length, markup: false)].TrimEnd() + Ellipsis;

    public static string Markup(string text, int max)
    {
        if (text.Length <= max) return text;
        var kept = text[..End(text, max - Ellipsis.Length - Fence.Length, markup: true)].TrimEnd();
        return kept + Ellipsis + Unclosed(kept);
    }

    static int End(string text, int max, bool markup)
    {
        var end = 0;
        while (end < text.Length)
        {
            var next = end + UnitLength(text.AsSpan(end), markup);
            if (next > max) break;
            end = next;
        }
        return end;
    }

    /// <summary>The length of what has to stay together: a character as people see it, or an entity, link, mention or date.</summary>
    static int UnitLength(ReadOnlySpan<char> text, bool markup)
    {
        var close = !markup ? -1 : text[0] switch
        {
            '<' => text.IndexOf('>'),
            '&' => text[..Math.Min(text.Length, 6)].IndexOf(';'),
            _ => -1,
        };
        return close >= 0 ? close + 1 : StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>Backticks are only ever ours (see <see cref="SlackText"/>), so an odd count means that a code span was cut.</summary>
    static string Unclosed(string markup) =>
        markup.Split(Fence).Length % 2 == 0 ? Fence : markup.Count(c => c == '`') % 2 == 1 ? "`" : "";
}
