using System.Globalization;

namespace SlackAudit.Receive;

/// <summary>Makes a sender's text fit for a name or a summary: one line, no control characters, not too long.</summary>
static class OneLine
{
    /// <summary>The text on one line and within <paramref name="most"/> characters, cut between whole characters as people see them; null for nothing visible.</summary>
    public static string? Of(string? text, int most)
    {
        if (text is null) return null;
        // Nobody needs a megabyte cleaned to show a hundred characters of it.
        var line = Clean(text.Length > most * 4 ? text[..WholeCharacters(text, most * 4)] : text);
        if (line.Length == 0) return null;
        return line.Length <= most ? line : Cut(line, most - 1) + "…";
    }

    static string Clean(string text)
    {
        var dirty = false;
        foreach (var c in text) dirty |= IsBreak(c);
        if (!dirty) return text.Trim();

        Span<char> clean = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!IsBreak(c)) clean[length++] = c;
            else if (length > 0 && clean[length - 1] != ' ') clean[length++] = ' ';
        }

        return clean[..length].Trim().ToString();
    }

    static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    static string Cut(string line, int most)
    {
        var end = 0;
        while (StringInfo.GetNextTextElementLength(line, end) is var next && end + next <= most) end += next;
        // A single character stacked higher than the whole line: cut it, but never through a surrogate pair.
        if (end == 0) end = WholeCharacters(line, most);
        return line[..end].TrimEnd();
    }

    static int WholeCharacters(string text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
