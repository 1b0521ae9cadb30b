using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>Variables in one text, as in a <c>.env</c> file or a form: the names stay, every value goes.</summary>
static class VariableText
{
    /// <summary>The redacted text, redacted as any other where it holds no variables; null where nothing has to change.</summary>
    public static string? Of(ReadOnlySpan<char> text, ref Nesting nesting)
    {
        string? result = null;
        for (var round = 0; round < 3; round++)
        {
            var variables = Variables(result ?? text, ref nesting);
            var rest = TextRedaction.Of(variables ?? result ?? text, ref nesting);
            if (rest is null && variables is null) break;
            result = rest ?? variables;
        }

        return result;
    }

    static string? Variables(ReadOnlySpan<char> text, ref Nesting nesting)
    {
        if (TextRedaction.IsJson(text) && TextRedaction.TryJson(text, Treatment.Variables, ref nesting, out var json)) return json;
        var at = CommentLength(text);
        if (NamedAt(text[at..]) < 0) return null;

        var output = new StringBuilder().Append(text[..at]);
        while (NamedAt(text[at..]) is var before and >= 0)
        {
            var word = text.Slice(at + before, WordLength(text[(at + before)..]));
            var name = NameLength(word);
            var start = at + before + name + 1;
            output.Append(text[at..start]);
            at = ValueEnd(text, at + before + word.Length);
            var value = text[start..at].TrimStart();
            output.Append(value.IsEmpty || nesting.IsMarker(value) ? value : nesting.Variable(word[..name], Unquoted(value)));
        }

        return text.SequenceEqual(output.ToString()) ? null : output.ToString();
    }

    /// <summary>How long the lines are that a file begins with and that say nothing.</summary>
    static int CommentLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at + SpaceLength(text[at..]) is var start && start < text.Length && text[start] == '#')
        {
            var length = text[start..].IndexOf('\n');
            if (length < 0) return text.Length;
            at = start + length;
        }

        return at;
    }

    /// <summary>How many characters, if any, stand before a word with a name, which is the next word or comes behind <c>export</c>; otherwise negative.</summary>
    static int NamedAt(ReadOnlySpan<char> text)
    {
        var start = SpaceLength(text);
        var word = text.Slice(start, WordLength(text[start..]));
        if (NameLength(word) >= 0) return start;
        if (word is not ("export" or "set")) return -1;
        start += word.Length;
        start += SpaceLength(text[start..]);
        return NameLength(text.Slice(start, WordLength(text[start..]))) >= 0 ? start : -1;
    }

    /// <summary>Words without a name belong to the value before them, even where that looked empty.</summary>
    static int ValueEnd(ReadOnlySpan<char> text, int end)
    {
        while (NamedAt(text[end..]) < 0 && SpaceLength(text[end..]) is var space && end + space < text.Length)
            end += space + WordLength(text[(end + space)..]);
        return end;
    }

    /// <summary>A value is the same with quotes around it and without.</summary>
    static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    static int NameLength(ReadOnlySpan<char> word)
    {
        var equals = word.IndexOf('=');
        if (equals <= 0 || char.IsAsciiDigit(word[0])) return -1;
        foreach (var c in word[..equals])
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return -1;
        return equals;
    }

    static int SpaceLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsSpace(text[length])) length++;
        return length;
    }

    static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && !IsSpace(text[length])) length++;
        return length;
    }

    static bool IsSpace(char c) => char.IsWhiteSpace(c) || c == '&';
}
