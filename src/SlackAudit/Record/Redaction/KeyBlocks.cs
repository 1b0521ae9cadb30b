using System.Security.Cryptography;

namespace SlackAudit.Record.Redaction;

/// <summary>Keys in their written form: private ones go, public ones are told by the fingerprint that <c>ssh-keygen -l</c> shows.</summary>
static class KeyBlocks
{
    /// <summary>How blocks begin and end: PEM and OpenSSH, SSH2, PuTTY.</summary>
    static readonly (string Begin, string End, string Closing)[] Blocks =
    [
        ("-----BEGIN ", "-----END ", "-----"), ("---- BEGIN SSH2 ", "---- END SSH2 ", "----"), ("Private-Lines: ", "Private-MAC: ", "\n"),
    ];

    static readonly string[] PublicKeyTypes = ["ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-nistp256 ", "ecdsa-sha2-nistp384 ", "ecdsa-sha2-nistp521 "];

    public static void Find(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        foreach (var block in Blocks) FindPrivateKeys(text, block.Begin, block.End, block.Closing, ref edits);
        foreach (var type in PublicKeyTypes) FindPublicKeys(text, type, ref edits);
    }

    /// <summary>A block without an end goes to the end of the text: it was cut off, not finished.</summary>
    static void FindPrivateKeys(ReadOnlySpan<char> text, string begin, string ending, string closing, ref TextEdits edits)
    {
        for (var at = 0; text[at..].IndexOf(begin) is var next and >= 0;)
        {
            at += next;
            var label = text.Slice(at + begin.Length, Math.Min(60, text.Length - at - begin.Length));
            if (label.IndexOf("----") is var dashes and >= 0) label = label[..dashes];
            if (begin[0] == '-' && !label.Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                at += begin.Length;
                continue;
            }

            var end = text[at..].IndexOf(ending);
            var close = end < 0 ? -1 : text[(at + end + ending.Length)..].IndexOf(closing);
            var stop = close < 0 ? text.Length : at + end + ending.Length + close + closing.Length;
            edits.Redact(at, stop);
            at = stop;
        }
    }

    static void FindPublicKeys(ReadOnlySpan<char> text, string type, ref TextEdits edits)
    {
        for (var at = 0; text[at..].IndexOf(type) is var next and >= 0;)
        {
            at += next + type.Length;
            var length = text[at..].IndexOfAnyExcept(Base64);
            var blob = length < 0 ? text[at..] : text.Slice(at, length);
            if (blob.StartsWith("AAAA")) edits.Replace(at, at + blob.Length, Fingerprint(blob));
            at += blob.Length;
        }
    }

    static readonly System.Buffers.SearchValues<char> Base64 =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    static string Fingerprint(ReadOnlySpan<char> blob)
    {
        var bytes = new byte[blob.Length];
        return Convert.TryFromBase64Chars(blob, bytes, out var length)
            ? "SHA256:" + Convert.ToBase64String(SHA256.HashData(bytes.AsSpan(0, length))).TrimEnd('=')
            : Redact.Marker;
    }
}
