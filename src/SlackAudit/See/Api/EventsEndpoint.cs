using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Api;

/// <summary>
/// <c>GET /api/events?q=&amp;limit=&amp;before=</c>: a question from a program. As JSON a page of events, newest first; as NDJSON
/// every match, oldest first as in an export, so that a reader can take them as they come. Times in a question without a zone
/// of their own are UTC.
/// </summary>
static class EventsEndpoint
{
    const int DefaultLimit = 50;
    const int MostLimit = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading("/api/events", AskAsync).AddEndpointFilter<RouteHandlerBuilder, ApiFailures>();

    static async Task<IResult> AskAsync(
        HttpContext http, [FromQuery] string? q, [FromQuery] string? limit, [FromQuery] string? before,
        ApiAskers askers, LogViews views, LogReads reads, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var asker = await askers.OfAsync(http);
        if (asker.Refusal is { } refusal)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Refused(refusal, StatusCodes.Status401Unauthorized);
        }
        var log = views.Of(asker.ShowsSensitive);
        var question = Asked.Parse(q, time.GetUtcNow(), TimeZoneInfo.Utc, log.Questions.People);
        if (question.Problem is { } problem)
            return TypedResults.Json(new NotUnderstood(problem.Message, problem.Word, problem.Position, problem.Nearest), statusCode: 400);
        if (!TryLimit(limit, out var size))
            return Refused($"`limit` is a number from 1 to {MostLimit}.", StatusCodes.Status400BadRequest);
        if (!PageCursor.TryParse(before, out var from))
            return Refused("`before` is the `next` of the page before.", StatusCodes.Status400BadRequest);
        var query = question.Query!;
        Task Looked() => reads.RecordAsync(asker.Reader(http), "api", query, http.RequestAborted);
        if (WantsLines(http.Request))
        {
            // Events as lines are an export, whatever turns out to be among them.
            if (!log.Withholds && (query.Sensitive ?? (query.Shape is QueryShape.List or QueryShape.Last || await log.MeetsSensitiveAsync(query, TimeZoneInfo.Utc, http.RequestAborted)))) await Looked();
            return new EventLines(query, log.Questions);
        }
        var answer = await log.Questions.AskAsync(query, TimeZoneInfo.Utc, size, from, http.RequestAborted);
        if (await log.TellsSensitiveAsync(answer, TimeZoneInfo.Utc, http.RequestAborted)) await Looked();
        return new AnswerJson(answer);
    }

    static JsonHttpResult<Refusal> Refused(string sentence, int status) => TypedResults.Json(new Refusal(sentence), statusCode: status);

    static bool TryLimit(string? text, out int limit)
    {
        limit = DefaultLimit;
        return string.IsNullOrEmpty(text)
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostLimit;
    }

    static bool WantsLines(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(EventLines.MediaType, StringComparison.OrdinalIgnoreCase));

    sealed record Refusal(string Error);

    sealed record NotUnderstood(string Error, string Word, int Position, string? Nearest);
}
