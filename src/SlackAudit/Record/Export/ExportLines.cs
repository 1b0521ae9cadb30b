using System.Buffers;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Record.Export;

/// <summary>The formats of an export.</summary>
enum ExportFormat
{
    /// <summary>One event a line, in our event JSON.</summary>
    NdJson,

    /// <summary>RFC 4180 with a header line, the same fields.</summary>
    Csv,
}

/// <summary>Events as lines of a format.</summary>
sealed class ExportLines(IBufferWriter<byte> output, ExportFormat format)
{
    readonly ArrayBufferWriter<byte> json = new(1024);

    /// <summary>What stands before the first event.</summary>
    public void Begin()
    {
        if (format == ExportFormat.Csv) Csv.WriteNames(output, Json(Nothing));
    }

    /// <summary>One event.</summary>
    public void Write(AuditEvent auditEvent)
    {
        var written = Json(auditEvent);
        if (format == ExportFormat.Csv)
        {
            Csv.WriteValues(output, written);
            return;
        }
        output.Write(written);
        output.Write("\n"u8);
    }

    ReadOnlySpan<byte> Json(AuditEvent auditEvent)
    {
        json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(json, EventJson.Options);
        EventJson.Write(writer, auditEvent);
        writer.Flush();
        return json.WrittenSpan;
    }

    static AuditEvent Nothing => new() { Source = "", SourceEventId = "", Action = "", OccurredAt = default, Summary = "" };
}
