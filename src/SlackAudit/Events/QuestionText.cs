using System.Text;

namespace SlackAudit.Events;

/// <summary>Reads what Slack makes of typed text: entities, mentions and links.</summary>
static class QuestionText
{
    static readonly (string Entity, string Character)[] Entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];

    /// <summary>What people read in a text that Slack has marked up: entities, mentions and links become what they stand for.</summary>
    public static string Readable(string text)
    {
        var said = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;) said.Append(Decode(text, ref at, out _, out _));
        return said.ToString();
    }

    /// <summary>
    /// The next piece of a text: one character, one entity, or one whole mention or link, of which only the readable part is kept
    /// and <paramref name="kind"/> tells what it was, <paramref name="user"/> the id of whom Slack means.
    /// </summary>
    internal static string Decode(string text, ref int at, out TokenKind? kind, out string? user)
    {
        (kind, user) = (null, null);
        if (text[at] == '&')
            foreach (var (entity, character) in Entities)
                if (text.AsSpan(at).StartsWith(entity, StringComparison.OrdinalIgnoreCase))
                {
                    at += entity.Length;
                    return character;
                }
        if (text[at] == '<' && Link(text, at, out var label, out var end, out kind, out user))
        {
            at = end;
            return label;
        }
        return text[at++] is var c && c == '\0' ? " " : c.ToString();
    }

    /// <summary>Whether an entity stands there, which would be decoded.</summary>
    internal static bool IsEntity(string text, int at) =>
        Entities.Any(entity => text.AsSpan(at).StartsWith(entity.Entity, StringComparison.OrdinalIgnoreCase));

    static bool Link(string text, int start, out string label, out int end, out TokenKind? kind, out string? user)
    {
        (label, end, kind, user) = ("", start, null, null);
        // The search ends at the next '<', so that a text full of them is still read in one pass.
        var stop = text.AsSpan(start + 1).IndexOfAny('<', '>', '\n');
        if (stop <= 0 || text[start + 1 + stop] != '>') return false;
        var inside = text.Substring(start + 1, stop);
        end = start + stop + 2;
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var address = bar < 0 ? inside : inside[..bar];
        var named = bar < 0 ? "" : inside[(bar + 1)..].Trim();
        if (address.Length < 2 || address.Any(char.IsWhiteSpace)) return false;
        kind = address[0] == '@' ? TokenKind.Mention : TokenKind.Label;
        user = kind == TokenKind.Mention ? address[1..] : null;
        label = address[0] switch
        {
            '@' => named.TrimStart('@') is { Length: > 0 } name ? name : address[1..],
            '#' or '!' => named.TrimStart('#', '@') is { Length: > 0 } name ? name : address[1..],
            _ when !address.Contains(':', StringComparison.Ordinal) => "",
            _ when named.Length > 0 => named,
            _ => address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address["mailto:".Length..] : address,
        };
        return label.Length > 0;
    }

    /// <summary>A word without the punctuation of its sentence: <c>week?</c>, <c>alice's</c>.</summary>
    internal static string Trim(string word)
    {
        word = word.Trim().TrimEnd('?', '!', '.', ':').TrimEnd();
        return word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase)
            ? word[..^2]
            : word;
    }

    /// <summary>Marks without width that copying brings along: they would make equal words differ.</summary>
    internal static bool IsInvisible(char c) =>
        c is '\u00ad' or '\u200b' or '\u200e' or '\u200f' or '\u2060' or '\ufeff' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
