using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Decodes the strings of a JSON text into one buffer that is used again and again. Unlike the reader's own decoding it never throws:
/// bytes that are no UTF-8 become replacement characters.
/// </summary>
ref struct JsonStrings(Span<char> buffer)
{
    /// <summary>The longest string, in bytes, that needs no rented buffer.</summary>
    public const int OnStack = 512;

    Span<char> buffer = buffer;
    char[]? rented;

    /// <summary>The string that the reader is at, valid until the next one is read.</summary>
    public ReadOnlySpan<char> Read(in Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (raw.Length > buffer.Length) Grow(raw.Length);
        Utf8.ToUtf16(raw, buffer, out _, out var length);
        return reader.ValueIsEscaped ? Unescape(buffer[..length]) : buffer[..length];
    }

    public void Return()
    {
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        rented = null;
    }

    void Grow(int length)
    {
        Return();
        buffer = rented = ArrayPool<char>.Shared.Rent(length);
    }

    /// <summary>Resolves escapes in place: what is read is never shorter than what is written.</summary>
    static ReadOnlySpan<char> Unescape(Span<char> text)
    {
        var write = 0;
        for (var read = 0; read < text.Length; read++)
        {
            var c = text[read];
            if (c == '\\' && read + 1 < text.Length)
            {
                c = text[++read] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    'u' => Unicode(text, ref read),
                    var same => same,
                };
            }

            text[write++] = c;
        }

        return text[..write];
    }

    static char Unicode(ReadOnlySpan<char> text, ref int read)
    {
        if (read + 4 >= text.Length || !ushort.TryParse(text.Slice(read + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
            return '\uFFFD';
        read += 4;
        return (char)unit;
    }
}
