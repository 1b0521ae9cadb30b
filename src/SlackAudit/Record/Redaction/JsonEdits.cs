using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackAudit.Record.Redaction;

/// <summary>The strings to be put into a JSON text, and where.</summary>
struct JsonEdits
{
    List<(int Start, int End, byte[] Text)>? edits;

    public readonly int Count => edits?.Count ?? 0;

    /// <summary>Puts a string in the place of a value or name.</summary>
    public void Replace(int start, int end, string text) =>
        (edits ??= []).Add((start, end, [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"']));

    /// <summary>Drops what was noted within a value, because the value is about to be read anew.</summary>
    /// <param name="place">Where the value stands.</param>
    /// <param name="from">How many edits there were before the object around it.</param>
    public readonly void Forget(Place place, int from)
    {
        if (edits is null) return;
        var keep = from;
        for (var i = from; i < edits.Count; i++)
            if (edits[i].Start < place.Start || edits[i].Start >= place.End)
                edits[keep++] = edits[i];
        edits.RemoveRange(keep, edits.Count - keep);
    }

    /// <summary>The text with every edit made; null where there is none.</summary>
    public readonly byte[]? Apply(ReadOnlySpan<byte> json)
    {
        if (edits is not { Count: > 0 }) return null;
        edits.Sort((a, b) => a.Start.CompareTo(b.Start));
        var output = new ArrayBufferWriter<byte>(json.Length);
        var from = 0;
        foreach (var (start, end, text) in edits)
        {
            output.Write(json[from..start]);
            output.Write(text);
            from = end;
        }

        output.Write(json[from..]);
        return output.WrittenSpan.ToArray();
    }
}
