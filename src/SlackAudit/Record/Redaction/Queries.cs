using System.Collections.Frozen;

namespace SlackAudit.Record.Redaction;

/// <summary>Names and values of a query or form: <c>a=b&amp;c=d</c>, percent-encoded.</summary>
static class Queries
{
    /// <summary>Names that carry a secret only in an address: signatures and one-time codes.</summary>
    static readonly FrozenSet<string> AddressSecrets = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "sig", "signature", "x-amz-signature", "x-goog-signature", "code", "state", "key", "hmac", "auth", "k", "ticket", "sid", "sessionid", "session");

    public static void Find(ReadOnlySpan<char> text, int start, int end, ref TextEdits edits, ref Nesting nesting)
    {
        for (var at = start; at < end;)
        {
            var stop = PartEnd(text, at, end);
            if (IsCommand(text[at..stop]))
            {
                // kubectl sends the words of one command as parts of their own.
                while (stop < end && IsCommand(text[(stop + 1)..PartEnd(text, stop + 1, end)])) stop = PartEnd(text, stop + 1, end);
                Command(text, at, stop, ref edits, ref nesting);
            }
            else if (text[at..stop].IndexOf('=') is var equals and > 0)
            {
                Value(Decode(text.Slice(at, equals)), text, at + equals + 1, stop, ref edits, ref nesting);
            }

            at = stop + 1;
        }
    }

    static int PartEnd(ReadOnlySpan<char> text, int at, int end)
    {
        var length = text[at..end].IndexOfAny('&', '#');
        return length < 0 ? end : at + length;
    }

    static bool IsCommand(ReadOnlySpan<char> part) => part.StartsWith("command=");

    static void Command(ReadOnlySpan<char> text, int start, int end, ref TextEdits edits, ref Nesting nesting)
    {
        var words = Decode(text[(start + 8)..end].ToString().Replace("&command=", "+", StringComparison.Ordinal));
        if (TextRedaction.Of(words, ref nesting) is { } redacted) edits.Replace(start + 8, end, Uri.EscapeDataString(redacted));
    }

    static void Value(string name, ReadOnlySpan<char> text, int start, int end, ref TextEdits edits, ref Nesting nesting)
    {
        var value = text[start..end];
        if (value.IsEmpty || Values.IsMarker(value)) return;
        var kind = SecretNames.Of(name);
        if (kind == NameKind.Secret && !Values.AreHarmless(value)) edits.Redact(start, end);
        else if (AddressSecrets.Contains(name) && Values.LooksRandom(value.TrimEnd("%3D.,;:!)"), 16)) edits.Redact(start, end);
        else if (kind == NameKind.Variables && VariableText.Of(Decode(value), ref nesting) is { } variables)
            edits.Replace(start, end, Uri.EscapeDataString(variables));
        else if (value.IndexOfAny('%', '+') >= 0 && TextRedaction.Of(Decode(value), ref nesting) is { } redacted)
            edits.Replace(start, end, Uri.EscapeDataString(redacted));
    }

    static string Decode(ReadOnlySpan<char> text) =>
        text.IndexOfAny('%', '+') < 0 ? text.ToString() : Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
