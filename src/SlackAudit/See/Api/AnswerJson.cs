using System.Buffers;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Api;

/// <summary>
/// An answer as one JSON object: <c>events</c> and <c>next</c>, or <c>tallies</c> and <c>more</c>; where it is not of everything, since when it is,
/// and a <c>note</c> that says why; <c>people</c> whom the question's words meant, and <c>notes</c> on them; <c>pruned_until</c> where events were pruned that might have been among them.
/// </summary>
sealed class AnswerJson(Answer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, EventJson.Options);
        writer.WriteStartObject();
        if (answer.Query.Shape is QueryShape.Who or QueryShape.Count) WriteTallies(writer);
        else WriteEvents(writer);
        WritePeople(writer);
        if (answer.PrunedUntil is { } until) writer.WriteString("pruned_until", EventJson.Time(until));
        if (answer.Cut is { } cut)
        {
            var since = EventJson.Time(cut.Since);
            writer.WriteString("since", since);
            writer.WriteString("note", cut.Says(since));
        }
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Writes one group of a counting answer.</summary>
    public static void Write(Utf8JsonWriter writer, Tally tally)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tally.Name);
        writer.WriteNumber("count", tally.Count);
        writer.WriteNumber("started", tally.Started);
        writer.WriteNumber("failed", tally.Failed);
        writer.WriteString("last_at", EventJson.Time(tally.LastAt));
        if (tally.Person is { } names) WriteNames(writer, names);
        writer.WriteEndObject();
    }

    /// <summary>One group of a counting answer as one line.</summary>
    public static string ToLine(Tally tally)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, EventJson.Options)) Write(writer, tally);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    void WriteEvents(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("events");
        foreach (var each in answer.Events) EventJson.Write(writer, each);
        writer.WriteEndArray();
        writer.WriteString("next", answer.Older is { } older ? PageCursor.Format(older) : null);
    }

    // Whom the question's words meant, and what was not clear about them.
    void WritePeople(Utf8JsonWriter writer)
    {
        if (answer.Query.Known.Count > 0)
        {
            writer.WriteStartArray("people");
            foreach (var known in answer.Query.Known)
            {
                writer.WriteStartObject();
                writer.WriteString("asked", known.Word);
                writer.WriteString("person", known.Person);
                WriteNames(writer, known.Hers);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (answer.Query.Notes.Count == 0) return;
        writer.WriteStartArray("notes");
        foreach (var note in answer.Query.Notes) writer.WriteStringValue(note);
        writer.WriteEndArray();
    }

    static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<ActorName> names)
    {
        writer.WriteStartArray("names");
        foreach (var name in names) writer.WriteStringValue(name.ToString());
        writer.WriteEndArray();
    }

    void WriteTallies(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("tallies");
        foreach (var tally in answer.Tallies) Write(writer, tally);
        writer.WriteEndArray();
        writer.WriteNumber("more", answer.MoreTallies);
    }
}
