using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SlackAudit.Receive;

/// <summary>Values of a JSON text to be exchanged for others, while all other bytes stay as the sender sent them.</summary>
sealed class JsonCuts
{
    readonly List<(int Start, int Length, byte[] Instead)> cuts = [];

    /// <summary>Exchanges a value; nothing where there is none.</summary>
    /// <param name="json">The text that the value stands in.</param>
    /// <param name="value">The value.</param>
    /// <param name="instead">JSON to stand there.</param>
    public void Take(ReadOnlySpan<byte> json, JsonElement value, byte[] instead)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.SequenceEqual("{}"u8) || raw.SequenceEqual("\"\""u8)) return;
        if (json.Overlaps(raw, out var start)) cuts.Add((start, raw.Length, instead));
    }

    /// <summary>The text with the values exchanged; the very same memory where there are none.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> json)
    {
        if (cuts.Count == 0) return json;
        var output = new ArrayBufferWriter<byte>(json.Length);
        Write(json.Span, output);
        return output.WrittenMemory;
    }

    /// <summary>Writes the text with the values exchanged.</summary>
    public void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        cuts.Sort((a, b) => a.Start.CompareTo(b.Start));
        var from = 0;
        foreach (var (start, length, instead) in cuts)
        {
            output.Write(json[from..start]);
            output.Write(instead);
            from = start + length;
        }

        output.Write(json[from..]);
    }
}
