using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Record.Export;

/// <summary>Flat JSON objects as CSV after RFC 4180. Nothing in a cell can become a formula of a spreadsheet.</summary>
static class Csv
{
    // What spreadsheets take for a formula at the beginning of a cell, also in full width.
    static readonly SearchValues<char> BeginsAFormula = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>The header: the object's names.</summary>
    public static void WriteNames(IBufferWriter<byte> output, ReadOnlySpan<byte> json) => Write(output, json, values: false);

    /// <summary>A line: the object's values.</summary>
    public static void WriteValues(IBufferWriter<byte> output, ReadOnlySpan<byte> json) => Write(output, json, values: true);

    /// <summary>A text as a cell. One that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && BeginsAFormula.Contains(text[0])) text = "'" + text;
        return text.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json, bool values)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        for (var first = true; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; first = false)
        {
            if (!first) output.Write(","u8);
            if (!values) output.Write(reader.ValueSpan);
            reader.Read();
            if (!values) continue;
            if (reader.TokenType == JsonTokenType.String) Encoding.UTF8.GetBytes(Cell(reader.GetString()!), output);
            else if (reader.TokenType != JsonTokenType.Null) output.Write(reader.ValueSpan);
        }
        output.Write("\r\n"u8);
    }
}
