using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Takes secrets out of what senders send before anything is stored, logged, posted or shown, and leaves what an auditor needs:
/// names, ids, hashes, addresses. Pure functions that never throw, whatever the input, in time linear in its size.
/// </summary>
public static partial class Redact
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Marker = "[redacted]";

    const int MostReadings = 8;

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// The same JSON (or lines of JSON) with every secret replaced by <see cref="Marker"/>; the very same memory where there is none.
    /// What is not JSON is treated as <see cref="Text"/>.
    /// </summary>
    /// <param name="utf8Json">What a sender sent, or what was redacted before.</param>
    /// <param name="fingerprints">
    /// How the values of variables are marked in what a sender sent; what already looks like such a mark there is a value. Null for
    /// what was redacted before: its marks stay.
    /// </param>
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> utf8Json, Fingerprints? fingerprints = null)
    {
        if (utf8Json.Span.StartsWith(ByteOrderMark))
        {
            var rest = utf8Json[ByteOrderMark.Length..];
            var redacted = Json(rest, fingerprints);
            return redacted.Equals(rest) ? utf8Json : redacted;
        }

        // Read until a reading finds nothing more: a marker may uncover what a secret before it hid. What was cut off or is no JSON at
        // all is read as far as it goes, then as text; mending may make it readable further.
        var nesting = new Nesting(fingerprints);
        for (var round = 0; round < MostReadings; round++)
        {
            nesting.Renew();
            var (valid, changed) = JsonRedaction.Of(utf8Json.Span, Treatment.Scan, ref nesting);
            var read = changed is null ? utf8Json : changed;
            if (valid && changed is null) return read;
            if (valid)
            {
                utf8Json = read;
                continue;
            }
            var text = Body(read, ref nesting);
            if (text.Equals(utf8Json)) return utf8Json;
            utf8Json = text;
        }

        return utf8Json;
    }

    /// <summary>The same for a body that is UTF-8 text, such as a form, a log excerpt or a script.</summary>
    public static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> utf8Text)
    {
        var nesting = new Nesting(null);
        return Body(utf8Text, ref nesting);
    }

    static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> utf8Text, ref Nesting nesting)
    {
        var text = Encoding.UTF8.GetString(utf8Text.Span);
        var redacted = Line(text, ref nesting);
        return ReferenceEquals(redacted, text) ? utf8Text : Encoding.UTF8.GetBytes(redacted);
    }

    /// <summary>The same for one text, such as a summary, a name or an address; the very same string where there is no secret.</summary>
    public static string Line(string text)
    {
        var nesting = new Nesting(null);
        return Line(text, ref nesting);
    }

    static string Line(string text, ref Nesting nesting)
    {
        for (var round = 0; round < MostReadings; round++)
        {
            nesting.Renew();
            if (TextRedaction.Of(text, ref nesting) is not { } redacted || redacted == text) return text;
            text = redacted;
        }
        return text;
    }
}
