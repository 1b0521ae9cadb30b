using System.Buffers;
using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>Redacts one text, whatever it is: prose, a command line, an address, a form, a header, JSON.</summary>
static class TextRedaction
{
    /// <summary>The redacted text; null where nothing has to change.</summary>
    public static string? Of(ReadOnlySpan<char> text, ref Nesting nesting)
    {
        if (!Suspicion.Of(text) || !nesting.TryEnter()) return null;
        var result = Once(text, ref nesting);

        // What a secret hid may show once it is gone; a second reading of the result must find nothing.
        for (var round = 0; round < 3 && result is not null && Once(result, ref nesting) is { } again; round++) result = again;
        nesting.Leave();
        return result;
    }

    static string? Once(ReadOnlySpan<char> text, ref Nesting nesting)
    {
        if (IsJson(text) && TryJson(text, Treatment.Scan, ref nesting, out var json)) return json;
        var edits = new TextEdits();
        SecretTokens.Find(text, ref edits);
        KeyBlocks.Find(text, ref edits);
        Addresses.Find(text, ref edits, ref nesting);
        Assignments.Find(text, ref edits, ref nesting);
        Commands.Find(text, ref edits, ref nesting);
        return edits.Count > 0 ? edits.Apply(text) : Encoded(text, ref nesting);
    }

    /// <summary>What is percent-encoded as a whole, once or more, or base64 of JSON; null where nothing has to change.</summary>
    static string? Encoded(ReadOnlySpan<char> text, ref Nesting nesting)
    {
        if (text.Contains('%') && Uri.UnescapeDataString(text) is var decoded && !text.SequenceEqual(decoded))
            return Of(decoded, ref nesting) is { } redacted ? Uri.EscapeDataString(redacted) : null;
        if (!text.StartsWith("eyJ") || text.Length % 4 != 0) return null;
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length)) return null;
        return Of(Encoding.UTF8.GetString(bytes.AsSpan(0, length)), ref nesting) is { } inside ? Convert.ToBase64String(Encoding.UTF8.GetBytes(inside)) : null;
    }

    /// <summary>Whether it is JSON (a guess is counted), and the redacted JSON, null where nothing has to change.</summary>
    public static bool TryJson(ReadOnlySpan<char> text, Treatment treatment, ref Nesting nesting, out string? redacted)
    {
        redacted = null;
        if (!nesting.MayGuess || !nesting.TryEnter()) return false;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var (valid, changed) = JsonRedaction.Of(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)), treatment, ref nesting);
        ArrayPool<byte>.Shared.Return(buffer);
        nesting.Leave();
        if (!valid) nesting.GuessedWrong();
        if (valid && changed is not null) redacted = Encoding.UTF8.GetString(changed);
        return valid;
    }

    /// <summary>Whether it looks like a JSON object or array, so that log lines like "[INFO] ..." are not tried.</summary>
    public static bool IsJson(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length < 2) return false;
        var next = text[1..].TrimStart();
        return (text[0], text[^1]) switch
        {
            ('{', '}') => next[0] is '"' or '}',
            ('[', ']') => next[0] is '{' or '[' or ']' or '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(next[0]),
            _ => false,
        };
    }
}
