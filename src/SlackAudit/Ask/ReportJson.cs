using System.Buffers;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Ask;

/// <summary>
/// A report as JSON: <c>title</c>, <c>parts</c> with a <c>heading</c> and <c>lines</c>, and <c>notes</c>. A line has the instant (<c>at</c>, UTC; null for none), its
/// <c>text</c>, the <c>events</c> that say so (<c>#4 to #7</c>; null for none) and a <c>url</c> (null for none).
/// </summary>
static class ReportJson
{
    /// <summary>All of it as one line.</summary>
    public static string ToLine(Report report)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(line, EventJson.Options)) Write(writer, report);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    static void Write(Utf8JsonWriter writer, Report report)
    {
        writer.WriteStartObject();
        writer.WriteString("title", report.Title);
        writer.WriteStartArray("parts");
        foreach (var part in report.Parts) Write(writer, part);
        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (var note in report.Notes) writer.WriteStringValue(note);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, ReportPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("heading", part.Heading);
        writer.WriteStartArray("lines");
        foreach (var line in part.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("at", line.At is { } at ? EventJson.Time(at) : null);
            writer.WriteString("text", line.Text);
            writer.WriteString("events", line.Ids.Length == 0 ? null : line.Ids);
            writer.WriteString("url", line.Url);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
