using SlackAudit.Record.Sources;

namespace SlackAudit.See.Api;

/// <summary><c>GET /api/sources</c>: how each source is doing, as on the page, for programs. Spans are in seconds.</summary>
static class SourcesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading("/api/sources", AskAsync).AddEndpointFilter<RouteHandlerBuilder, ApiFailures>();

    static async Task<IResult> AskAsync(HttpContext http, ApiAskers askers, SourceReports reports)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if ((await askers.OfAsync(http)).Refusal is { } refusal)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Json(new { error = refusal }, statusCode: StatusCodes.Status401Unauthorized);
        }
        return TypedResults.Json(new { sources = (await reports.MakeAsync(http.RequestAborted)).Select(Json) });
    }

    static object Json(SourceReport report) => new
    {
        source = report.Source,
        configured = report.IsConfigured,
        last_delivery_at = Time(report.Health.LastDeliveryAt),
        last_event_at = Time(report.Health.LastEventAt),
        last_hour = Json(report.LastHour),
        last_day = Json(report.LastDay),
        last_week = Json(report.LastWeek),
        quiet = report.IsQuiet,
        quiet_after = report.QuietAfter?.TotalSeconds,
        refused = report.IsRefused,
        refusals = report.Refused.Select(each => new { reason = each.Reason, count = each.Refused, last_at = Time(each.LastAt), sentence = each.Sentence }),
        clock_lag = report.Skew?.Lag.TotalSeconds,
        clock_ahead = report.Skew?.IsAhead,
    };

    static object Json(SourceRate rate) => new { deliveries = rate.Deliveries, events = rate.Events };

    static string? Time(DateTimeOffset? instant) => instant is { } at ? Events.EventJson.Time(at) : null;
}
