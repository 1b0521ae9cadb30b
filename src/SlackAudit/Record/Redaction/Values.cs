using System.Buffers;
using System.Collections.Frozen;

namespace SlackAudit.Record.Redaction;

/// <summary>What a value looks like, whatever its name.</summary>
static class Values
{
    const string EscapedMarker = "%5Bredacted%5D";

    static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-");

    static readonly FrozenSet<string> HarmlessWords = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "true", "false", "null", "nil", "none", "undefined", "yes", "no", "on", "off", "read", "write", "admin", "inherit", "enabled",
        "disabled", "required", "optional", "unset", "redacted", "<redacted>", "[filtered]", "[masked]", "[hidden]", "(sensitive value)",
        "HIDDEN_DUE_TO_SECURITY_REASONS", "\"\"", "''");

    /// <summary>Whether a value under a secret's name holds no secret: a switch, a mask, a reference to a variable, an ARN.</summary>
    public static bool AreHarmless(ReadOnlySpan<char> value) =>
        value.IsEmpty || IsMarker(value) || value.IndexOfAnyExcept('*') < 0
        || (value.Length <= 32 && HarmlessWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value))
        || IsReference(value) || (value.StartsWith("arn:") && value.IndexOfAny(" \t\n@=") < 0);

    /// <summary>Whether it is our own marker, also where a text was cut within it.</summary>
    public static bool IsMarker(ReadOnlySpan<char> value) =>
        value is Redact.Marker or EscapedMarker || (value.EndsWith("…") && Redact.Marker.StartsWith(value[..^1]));

    /// <summary>Whether it could be a token after "Bearer" or in an address: long enough, of token characters, and no ordinary word.</summary>
    public static bool LooksRandom(ReadOnlySpan<char> value, int shortest)
    {
        if (value.Length < shortest || value.ContainsAnyExcept(TokenCharacters)) return false;
        if (value.IndexOfAnyInRange('0', '9') >= 0) return true;
        return value[1..].IndexOfAnyInRange('A', 'Z') >= 0 && value.IndexOfAnyInRange('a', 'z') >= 0;
    }

    /// <summary>The same where the name only says "key": no id, hash, path, version or word list.</summary>
    public static bool LooksLikeKey(ReadOnlySpan<char> value) =>
        LooksRandom(value, 20) && value.IndexOfAny('.', '~') < 0 && value.IndexOfAnyInRange('0', '9') >= 0
        && value.IndexOfAnyInRange('A', 'Z') >= 0 && value.IndexOfAnyInRange('a', 'z') >= 0
        && value.Count('-') < 3 && value.Count('/') < 3 && value[0] != '/';

    /// <summary><c>$NAME</c>, <c>${NAME}</c>, <c>${{ secrets.NAME }}</c>, <c>{{ name }}</c>: which secret, not the secret.</summary>
    static bool IsReference(ReadOnlySpan<char> value)
    {
        if (value.Length < 2) return false;
        if (value.StartsWith("${") && value[^1] == '}') return IsName(value[2..^1].Trim("{} "));
        if (value.StartsWith("{{") && value.EndsWith("}}")) return IsName(value[2..^2].Trim());
        return value[0] == '$' && IsName(value[1..]) && value[1..].IndexOfAnyInRange('a', 'z') < 0;

        static bool IsName(ReadOnlySpan<char> name)
        {
            foreach (var c in name)
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.'))
                    return false;
            return !name.IsEmpty && !char.IsAsciiDigit(name[0]);
        }
    }
}
