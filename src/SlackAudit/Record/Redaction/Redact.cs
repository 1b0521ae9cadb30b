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
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Span.StartsWith(ByteOrderMark))
        {
            var rest = utf8Json[ByteOrderMark.Length..];
            var redacted = Json(rest);
            return redacted.Equals(rest) ? utf8Json : redacted;
        }

        // Read until a reading finds nothing more: a marker may uncover what a secret before it hid. What was cut off or is no JSON at
        // all is read as far as it goes, then as text; mending may make it readable further.
        for (var round = 0; round < MostReadings; round++)
        {
            var nesting = new Nesting();
            var (valid, changed) = JsonRedaction.Of(utf8Json.Span, Treatment.Scan, ref nesting);
            var read = changed is null ? utf8Json : changed;
            if (valid && changed is null) return read;
            if (valid)
            {
                utf8Json = read;
                continue;
            }
            var text = Text(read);
            if (text.Equals(utf8Json)) return utf8Json;
            utf8Json = text;
        }

        return utf8Json;
    }

    /// <summary>The same for a body that is UTF-8 text, such as a form, a log excerpt or a script.</summary>
    public static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> utf8Text)
    {
        var text = Encoding.UTF8.GetString(utf8Text.Span);
        var redacted = Line(text);
        return ReferenceEquals(redacted, text) ? utf8Text : Encoding.UTF8.GetBytes(redacted);
    }

    /// <summary>The same for one text, such as a summary, a name or an address; the very same string where there is no secret.</summary>
    public static string Line(string text)
    {
        for (var round = 0; round < MostReadings; round++)
        {
            var nesting = new Nesting();
            if (TextRedaction.Of(text, ref nesting) is not { } redacted || redacted == text) return text;
            text = redacted;
        }
        return text;
    }
}
