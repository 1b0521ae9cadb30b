using System.Globalization;
using System.Text;

namespace SlackAudit.Slack;

/// <summary>The part of a text that people see.</summary>
static class VisibleText
{
    const int MostMarks = 8;
    static readonly Rune Joiner = new(0x200d);
    static readonly Rune EmojiStyle = new(0xfe0f);

    public static string Of(string text, bool multiline)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var visible = new StringBuilder(text.Length);
        var (marks, afterEmoji, joining, afterReturn) = (0, false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (IsBreak(rune, category))
            {
                if (!(afterReturn && rune.Value == '\n')) visible.Append(multiline ? '\n' : ' ');
            }
            else if (rune == Joiner)
            {
                joining = afterEmoji;
                continue;
            }
            else if (rune.Value == '\t')
            {
                visible.Append(' ');
            }
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
                if (joining && IsPictograph(category)) visible.Append(Joiner);
                if (marks <= MostMarks) visible.Append(rune);
            }
            else
            {
                continue;
            }
            afterReturn = rune.Value == '\r';
            afterEmoji = IsPictograph(category) || (afterEmoji && (rune == EmojiStyle || IsSkinTone(rune)));
            joining = false;
        }
        return visible.ToString();
    }

    static bool IsBreak(Rune rune, UnicodeCategory category) =>
        rune.Value is '\n' or '\r' or '\v' or '\f' or 0x85
        || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static bool IsPictograph(UnicodeCategory category) => category is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1f3fb and <= 0x1f3ff;

    static void Append(this StringBuilder builder, Rune rune)
    {
        Span<char> characters = stackalloc char[2];
        builder.Append(characters[..rune.EncodeToUtf16(characters)]);
    }
}
