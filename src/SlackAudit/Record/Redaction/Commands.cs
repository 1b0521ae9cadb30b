namespace SlackAudit.Record.Redaction;

/// <summary>Secrets among the words of a command: <c>--password x</c>, <c>mysql -psecret</c>, <c>curl -u user:secret</c>.</summary>
static class Commands
{
    public static void Find(ReadOnlySpan<char> text, ref TextEdits edits, ref Nesting nesting)
    {
        if (!text.Contains(" -", StringComparison.Ordinal) && !text.StartsWith("-") && !CommandTables.Signs.IsIn(text)) return;
        var words = new CommandWords();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                if (text[at] == '\n') words = new CommandWords();
                at++;
                continue;
            }

            var (start, end) = words.AwaitsValue ? Value(text, at) : Word(text, at);
            if (words.Secret(text[start..end]) is { } secret)
            {
                // An attached value may be quoted and hold spaces: -p'two words', A="two words".
                if (start + secret.Start < text.Length && secret.Start > 0 && text[start + secret.Start] is '"' or '\'')
                {
                    var (from, to) = Value(text, start + secret.Start);
                    Redact(text, start, from, to, words.IsVariable, ref edits, ref nesting);
                    end = to;
                }
                else
                {
                    Redact(text, start, start + secret.Start, ValueEnd(text, start + secret.Start, start + secret.End), words.IsVariable, ref edits, ref nesting);
                }
            }

            at = Math.Max(end, at + 1);
        }
    }

    static void Redact(ReadOnlySpan<char> text, int word, int start, int end, bool isVariable, ref TextEdits edits, ref Nesting nesting)
    {
        if (start < end && Values.IsMarker(text[start..end]) && !(isVariable && nesting.IsForged(text[start..end]))) return;
        edits.Replace(start, end, isVariable ? nesting.Variable(VariableName(text[word..start]), text[start..end]) : Redaction.Redact.Marker);
    }

    /// <summary>The name in <c>NAME=</c>, <c>-eNAME="</c>, <c>--env=NAME=</c>.</summary>
    public static ReadOnlySpan<char> VariableName(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd("='\"");
        before = before[(before.LastIndexOf('=') + 1)..];
        return before.StartsWith("-e") ? before[2..] : before;
    }

    /// <summary>Without the sign that ends a command.</summary>
    static int ValueEnd(ReadOnlySpan<char> text, int start, int end) => end - start > 1 && text[end - 1] == ';' ? end - 1 : end;

    /// <summary>A word between spaces, without the quotes around it.</summary>
    static (int Start, int End) Word(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length && IsQuote(text[start])) start++;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        while (end > start && IsQuote(text[end - 1])) end--;
        return (start, end);
    }

    /// <summary>A word that may be quoted as a whole and then hold spaces.</summary>
    static (int Start, int End) Value(ReadOnlySpan<char> text, int start)
    {
        if (text[start] is not ('"' or '\'')) return Word(text, start);
        var close = text[(start + 1)..].IndexOf(text[start]);
        return close < 0 ? Word(text, start) : (start + 1, start + 1 + close);
    }

    static bool IsQuote(char c) => c is '"' or '\'' or '`' or '\\';
}
