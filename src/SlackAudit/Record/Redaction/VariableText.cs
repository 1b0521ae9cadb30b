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
        if (NameLength(text.TrimStart()) < 0) return null;

        var output = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            // Words without a name belong to the value before them, even where that looked empty.
            var space = SpaceLength(text[at..]);
            var length = WordLength(text[(at + space)..]);
            var word = text.Slice(at + space, length);
            if (NameLength(word) is var name and >= 0)
                output.Append(text.Slice(at, space)).Append(word[..(name + 1)]).Append(word.Length > name + 1 ? Redact.Marker : "");
            else if (length > 0 && output.Length > 0 && output[^1] == '=')
                output.Append(Redact.Marker);
            at += space + length;
        }

        return text.SequenceEqual(output.ToString()) ? null : output.ToString();
    }

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
