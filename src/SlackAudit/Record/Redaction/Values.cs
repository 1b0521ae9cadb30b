using System.Buffers;
using System.Collections.Frozen;

namespace SlackAudit.Record.Redaction;

/// <summary>What a value looks like, whatever its name.</summary>
static class Values
{
    /// <summary>How a marker with a fingerprint begins; twelve hexadecimal digits and a bracket follow.</summary>
    public const string FingerprintStart = "[redacted:";

    const string EscapedMarker = "%5Bredacted%5D";
    const string EscapedFingerprintStart = "%5Bredacted%3A";
    const int FingerprintDigits = 12;

    static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-");

    static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

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
        value is Redact.Marker or EscapedMarker || (value.EndsWith("…") && Redact.Marker.StartsWith(value[..^1])) || IsFingerprint(value);

    /// <summary>Whether it has the form of a marker with a fingerprint, ours or not, also where a text was cut within it.</summary>
    public static bool IsFingerprint(ReadOnlySpan<char> value)
    {
        var start = value.StartsWith(FingerprintStart) ? FingerprintStart : EscapedFingerprintStart;
        if (!value.StartsWith(start)) return false;
        value = value[start.Length..];
        var digits = value.IndexOfAnyExcept(LowerHex);
        return digits == FingerprintDigits ? value[digits..] is "]" or "%5D" or "…" : digits is >= 0 and < FingerprintDigits && value[digits..] is "…";
    }

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
