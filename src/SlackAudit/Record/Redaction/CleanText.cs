using System.Globalization;
using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>The rules of <see cref="Clean"/>.</summary>
static class CleanText
{
    const int ZeroWidthJoiner = 0x200D;

    /// <summary>One line of visible characters with single spaces; the very same string where it already is one.</summary>
    public static string OneLine(string text)
    {
        if (IsClean(text)) return text;
        var output = new StringBuilder(text.Length);
        var before = default(Rune);
        for (var at = 0; at < text.Length;)
        {
            // Lone surrogates decode to U+FFFD, which is what they become.
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            at += length;
            if (Rune.IsWhiteSpace(rune))
            {
                if (output.Length > 0 && output[^1] != ' ') output.Append(' ');
            }
            else if (rune.Value == ZeroWidthJoiner ? JoinsEmoji(before, text.AsSpan(at)) : IsVisible(rune))
            {
                output.Append(rune);
            }
            else
            {
                continue;
            }

            before = rune;
        }

        return output.ToString().TrimEnd(' ');
    }

    /// <summary>At most so many UTF-16 units, ending in an ellipsis where something was cut off.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max) return text;
        var end = 0;
        while (end < max - 1 && end + StringInfo.GetNextTextElementLength(text.AsSpan(end, Math.Min(text.Length - end, 2 * max))) is var next && next < max)
            end = next;

        // One character with endless accents is cut within, but never within a surrogate pair.
        if (end == 0) end = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(' '), "…");
    }

    /// <summary>Printable ASCII on one line, which most texts are.</summary>
    static bool IsClean(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal)
        && !text.StartsWith(' ') && !text.EndsWith(' ');

    static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)
        && !IsBlank(rune.Value) && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF);

    /// <summary>Letters and marks that are drawn as nothing: a name of nothing else would be a name that nobody sees.</summary>
    static bool IsBlank(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0;

    static bool JoinsEmoji(Rune before, ReadOnlySpan<char> rest) =>
        Rune.DecodeFromUtf16(rest, out var after, out _) == System.Buffers.OperationStatus.Done
        && IsEmoji(after) && (IsEmoji(before) || before.Value == 0xFE0F);

    static bool IsEmoji(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or 0x00A9 or 0x00AE or 0x203C or 0x3030;
}
