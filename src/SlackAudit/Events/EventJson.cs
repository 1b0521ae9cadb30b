using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SlackAudit.Events;

/// <summary>
/// An event as JSON, the same for the API, the export and <c>ask --json</c>: every field always there, in snake case, absent
/// ones null, times in UTC with microseconds and a <c>Z</c>, the hash in lower-case hexadecimal.
/// </summary>
public static class EventJson
{
    /// <summary>How its text is escaped: letters of all scripts stay readable, markup and control characters do not survive.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the event as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, AuditEvent auditEvent)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", auditEvent.Id);
        writer.WriteString("source", auditEvent.Source);
        writer.WriteString("source_event_id", auditEvent.SourceEventId);
        writer.WriteString("action", auditEvent.Action);
        writer.WriteString("source_action", auditEvent.SourceAction);
        writer.WriteString("actor", auditEvent.Actor);
        writer.WriteString("actor_trust", Words.Of(auditEvent.ActorTrust));
        writer.WriteString("app", auditEvent.App);
        writer.WriteString("target", auditEvent.Target);
        writer.WriteString("target_type", auditEvent.TargetType);
        writer.WriteString("scope", auditEvent.Scope);
        writer.WriteString("outcome", Words.Of(auditEvent.Outcome));
        writer.WriteBoolean("sensitive", auditEvent.Sensitive);
        writer.WriteString("occurred_at", Time(auditEvent.OccurredAt));
        writer.WriteString("recorded_at", Time(auditEvent.RecordedAt));
        writer.WriteString("client_address", auditEvent.ClientAddress);
        writer.WriteString("summary", auditEvent.Summary);
        writer.WriteString("url", auditEvent.Url);
        writer.WriteString("hash", Convert.ToHexStringLower(auditEvent.Hash));
        writer.WriteString("correlation", auditEvent.Correlation);
        writer.WriteEndObject();
    }

    /// <summary>The event as one line of NDJSON, without the line break.</summary>
    public static string ToLine(AuditEvent auditEvent)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(line, Options);
        Write(writer, auditEvent);
        writer.Flush();
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    /// <summary>An instant as the contract writes it: <c>2026-03-02T14:03:00.000000Z</c>.</summary>
    public static string Time(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
