using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackAudit.See.Pages;

/// <summary>A kept payload as people read it.</summary>
/// <param name="Text">JSON with line breaks, or the text as it came; not escaped.</param>
/// <param name="Bytes">How large the whole of it is.</param>
/// <param name="IsCut">Whether the text ends before the payload does.</param>
public sealed record PayloadText(string Text, int Bytes, bool IsCut)
{
    const int MostShown = 64 * 1024;

    // Larger ones are shown as they came: laying them out would cost more memory than a page is worth.
    const int MostLaidOut = 1024 * 1024;

    /// <summary>Lays out a payload.</summary>
    public static PayloadText Of(ReadOnlyMemory<byte> payload)
    {
        var text = LaidOut(payload) ?? Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, MostShown * 3)]);
        if (text.Length <= MostShown) return new PayloadText(text, payload.Length, false);
        var end = char.IsHighSurrogate(text[MostShown - 1]) ? MostShown - 1 : MostShown;
        return new PayloadText(text[..end], payload.Length, true);
    }

    static string? LaidOut(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > MostLaidOut) return null;
        try
        {
            using var json = JsonDocument.Parse(payload);
            var laidOut = new ArrayBufferWriter<byte>(payload.Length * 2);
            using var writer = new Utf8JsonWriter(laidOut, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteTo(writer);
            writer.Flush();
            return Encoding.UTF8.GetString(laidOut.WrittenSpan);
        }
        // A lone half of a surrogate pair parses and cannot be written.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
