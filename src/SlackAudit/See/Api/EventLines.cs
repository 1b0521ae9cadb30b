using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Api;

/// <summary>Every match of a question as NDJSON, oldest first, written while it is read; for counting questions one group a line.</summary>
sealed class EventLines(AuditQuery query, Questions questions) : IResult
{
    public const string MediaType = "application/x-ndjson";

    const int FlushAfter = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancelled = httpContext.RequestAborted;
        httpContext.Response.ContentType = MediaType;
        var body = httpContext.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, EventJson.Options);
        await foreach (var write in LinesAsync(cancelled))
        {
            write(writer);
            writer.Flush();
            writer.Reset();
            body.GetSpan(1)[0] = (byte)'\n';
            body.Advance(1);
            // A slow reader holds back the reading of the log here, instead of filling memory.
            if (body.UnflushedBytes > FlushAfter) await body.FlushAsync(cancelled);
        }
        await body.FlushAsync(cancelled);
    }

    async IAsyncEnumerable<Action<Utf8JsonWriter>> LinesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.Shape == QueryShape.List && query.Limit is null)
        {
            await foreach (var each in questions.StreamAsync(query, cancellationToken)) yield return writer => EventJson.Write(writer, each);
            yield break;
        }
        var answer = await questions.AskWhollyAsync(query, TimeZoneInfo.Utc, query.Limit ?? 1, cancellationToken);
        foreach (var each in answer.Events.Reverse()) yield return writer => EventJson.Write(writer, each);
        foreach (var tally in answer.Tallies) yield return writer => AnswerJson.Write(writer, tally);
    }
}
