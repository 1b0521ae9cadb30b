using System.Buffers;

namespace SlackAudit.Record.Redaction;

/// <summary>Where the value behind a secret's name ends: a word, a quoted text, a header with several words, a part of a connection.</summary>
static class AssignedValue
{
    const int LongestTemplate = 100;
    const int LongestHeader = 16 * 1024;

    static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`<>|&;\\\0\u00A0");
    static readonly SearchValues<char> ConnectionEnds = SearchValues.Create(";\"'`\r\n\0");
    static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\"'`\\\0");
    static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <param name="text">The text that holds the value.</param>
    /// <param name="name">The name before it.</param>
    /// <param name="start">Where it begins; moved behind an opening quote.</param>
    /// <param name="before">The character before the name.</param>
    /// <param name="isQuoted">Whether the name is quoted.</param>
    public static int End(ReadOnlySpan<char> text, ReadOnlySpan<char> name, ref int start, char before, bool isQuoted)
    {
        var slashes = 0;
        while (start + slashes < text.Length && text[start + slashes] == '\\') slashes++;
        if (start + slashes < text.Length && text[start + slashes] is '"' or '\'' or '`')
        {
            start += slashes + 1;
            return QuoteEnd(text, start, text[start - 1], slashes);
        }

        if (text[start] is '|' or '>' && BlockEnd(text, start) is var block and > 0) return block;
        if (isQuoted && text[start] is '[' or '{')
            return text[start..].IndexOf(text[start] == '[' ? ']' : '}') is var close and > 0 ? start + close + 1 : text.Length;

        var isHeader = name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase);
        if (isHeader) return HeaderEnd(text, start);
        var end = EndOf(text, start + TemplateLength(text[start..]), Stops);

        // Inside "Server=x;Password=a b;Database=y" a value ends only at the next semicolon.
        return before == ';' ? EndOf(text, start, ConnectionEnds) : end;
    }

    /// <summary>Of YAML's <c>|</c> and <c>&gt;-</c>, the indented lines that follow; 0 where it is none.</summary>
    static int BlockEnd(ReadOnlySpan<char> text, int start)
    {
        var line = text[start..].IndexOf('\n');
        if (line is < 0 or > 4 || text.Slice(start + 1, line - 1).Trim("+-0123456789\r").Length > 0) return 0;
        var end = start + line;
        while (end + 1 < text.Length && text[end + 1] is ' ' or '\t' or '\n' or '\r')
        {
            var length = text[(end + 1)..].IndexOf('\n');
            end = length < 0 ? text.Length : end + 1 + length;
        }

        return end;
    }

    /// <summary>"${{ secrets.NAME }}" has spaces within.</summary>
    static int TemplateLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("${{") && !text.StartsWith("{{")) return 0;
        return text[..Math.Min(text.Length, LongestTemplate)].IndexOf("}}") is var close and > 0 ? close + 2 : 0;
    }

    /// <summary>Where a quoted value ends: at the same quote behind no more backslashes than it began with.</summary>
    static int QuoteEnd(ReadOnlySpan<char> text, int start, char quote, int slashes)
    {
        for (var at = start; text[at..].IndexOf(quote) is var next and >= 0;)
        {
            at += next;
            var behind = 0;
            while (at - behind > start && text[at - behind - 1] == '\\') behind++;
            if (behind <= slashes) return at - behind;
            at++;
        }

        return text.Length;
    }

    /// <summary>A header's value has several words: a scheme and its token, or cookies with semicolons.</summary>
    static int HeaderEnd(ReadOnlySpan<char> text, int start)
    {
        var lineEnd = EndOf(text[..Math.Min(text.Length, start + LongestHeader)], start, LineEnds);
        var end = start;
        do
        {
            while (end < lineEnd && text[end] == ' ') end++;
            var length = text[end..lineEnd].IndexOf(' ');
            var isScheme = end == start && length > 0 && !text.Slice(start, length).ContainsAnyExcept(SchemeCharacters);
            end = length < 0 ? lineEnd : end + length;
            if (isScheme && (text[start] is 'D' or 'd' or 'N' or 'n')) return lineEnd;
            if (!isScheme && (end == start || text[end - 1] is not (';' or ','))) break;
        }
        while (end < lineEnd);
        return text[start..end].StartsWith("AWS4-") ? lineEnd : end;
    }

    public static int EndOfWord(ReadOnlySpan<char> text, int start) => EndOf(text, start, Stops);

    static int EndOf(ReadOnlySpan<char> text, int start, SearchValues<char> ends)
    {
        var length = text[start..].IndexOfAny(ends);
        return length < 0 ? text.Length : start + length;
    }
}
