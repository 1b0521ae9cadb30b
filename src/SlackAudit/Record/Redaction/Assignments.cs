using System.Buffers;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Values behind a secret's name in a text: <c>PASSWORD=x</c>, <c>"token": "x"</c>, <c>Authorization: Bearer x</c>, <c>Pwd=x;</c>, and
/// tokens behind the word <c>Bearer</c> or <c>Basic</c>.
/// </summary>
static class Assignments
{
    const int LongestName = 100;

    static readonly SearchValues<char> Signs = SearchValues.Create("=:");
    /// <summary>Of these are the names of environment variables, by custom.</summary>
    static readonly SearchValues<char> VariableCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    static readonly string[] Schemes = ["Bearer ", "Basic ", "Token ", "ApiKey "];

    /// <summary>How SQL sets a password.</summary>
    static readonly string[] Statements = ["password '", "password \"", "identified by '", "identified by \"", "_password by '", "password('", "password(\""];

    public static void Find(ReadOnlySpan<char> text, ref TextEdits edits, ref Nesting nesting)
    {
        for (var at = 0; at < text.Length && text[at..].IndexOfAny(Signs) is var next and >= 0;)
        {
            at += next;
            at = Math.Max(at + 1, Assignment(text, at, ref edits, ref nesting));
        }

        FindSchemes(text, ref edits);
        FindStatements(text, ref edits);
    }

    /// <summary>Redacts the value behind the sign, if the name before it says so; returns where to go on.</summary>
    static int Assignment(ReadOnlySpan<char> text, int sign, ref TextEdits edits, ref Nesting nesting)
    {
        var name = NameBefore(text[..sign], out var before, out var isQuoted);
        if (name.IsEmpty || SecretNames.Of(name) is var kind && kind is not (NameKind.Secret or NameKind.Key)) return 0;
        var start = ValueStart(text, sign, out var isSpaced);
        if (start == text.Length) return start;

        // "arn:aws:secretsmanager:...:secret:name", "AWS::SecretsManager::Secret", "registry/token:1.2": parts of a name.
        if (text[sign] == ':' && !isSpaced && !isQuoted && (before is ':' or '/' || text[start] is ':' or '/')) return 0;

        var end = AssignedValue.End(text, name, ref start, before, isQuoted);
        var value = text[start..end];
        if (Values.AreHarmless(value) && !nesting.IsForged(value)) return end;
        if (kind == NameKind.Key && !Values.LooksLikeKey(value)) return end;
        if (text[sign] == ':' && isSpaced && !isQuoted && start == sign + 2 && IsProse(value, text[end..])) return end;
        var isVariable = text[sign] == '=' && !isSpaced && !isQuoted && !name.ContainsAnyExcept(VariableCharacters);
        edits.Replace(start, end, isVariable ? nesting.Variable(name, value) : Redact.Marker);
        return end;
    }

    /// <summary>The name that ends where the sign begins, perhaps quoted, and the character before it.</summary>
    static ReadOnlySpan<char> NameBefore(ReadOnlySpan<char> text, out char before, out bool isQuoted)
    {
        var end = text.Length;
        for (var i = 0; i < 4 && end > 0 && text[end - 1] is ' ' or '\t' or '\u00A0'; i++) end--;
        isQuoted = end > 0 && text[end - 1] is '"' or '\'' or '`';
        if (isQuoted) end--;
        for (var i = 0; isQuoted && i < 8 && end > 0 && text[end - 1] == '\\'; i++) end--;
        var start = end;
        while (start > 0 && end - start < LongestName && IsNameCharacter(text[start - 1])) start--;
        before = start > 0 ? text[start - 1] : ' ';
        return text[start..end];
    }

    static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '$' or '[' or ']';

    /// <summary>Behind <c>=</c>, <c>:</c>, <c>==</c>, <c>:=</c>, <c>=></c> and spaces, on the same line.</summary>
    static int ValueStart(ReadOnlySpan<char> text, int sign, out bool isSpaced)
    {
        var start = sign + 1;
        if (text[sign] == ':' && start < text.Length && text[start] == '=') start++;
        while (text[sign] == '=' && start < text.Length && text[start] is '=' or '>') start++;
        var spaces = start;
        while (start < text.Length && text[start] is ' ' or '\t' or '\u00A0') start++;
        isSpaced = start > spaces;
        return start;
    }

    /// <summary>"auth token: handle expiry" is a sentence; "password: hunter2" and "password: tiger" are not.</summary>
    static bool IsProse(ReadOnlySpan<char> value, ReadOnlySpan<char> rest)
    {
        if (value.TrimEnd(",.").ContainsAnyExceptInRange('a', 'z') || value.Length > 16) return false;
        return rest.Length > 2 && rest[0] == ' ' && char.IsAsciiLetterLower(rest[1]);
    }

    static void FindSchemes(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        foreach (var scheme in Schemes)
        {
            for (var at = 0; text[at..].IndexOf(scheme, StringComparison.OrdinalIgnoreCase) is var next and >= 0;)
            {
                var isAll = at + next == 0;
                at += next + scheme.Length;
                var end = AssignedValue.EndOfWord(text, at);
                if (!Values.IsMarker(text[at..end]) && (Values.LooksRandom(text[at..end], 8) || (isAll && scheme == "Bearer " && end == text.Length)))
                    edits.Redact(at, end);
                at = end;
            }
        }
    }

    static void FindStatements(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        foreach (var opening in Statements)
        {
            for (var at = 0; text[at..].IndexOf(opening, StringComparison.OrdinalIgnoreCase) is var next and >= 0;)
            {
                at += next + opening.Length;
                var close = text[at..].IndexOf(opening[^1]);
                var end = close < 0 ? text.Length : at + close;
                if (!Values.AreHarmless(text[at..end])) edits.Redact(at, end);
                at = end;
            }
        }
    }
}
