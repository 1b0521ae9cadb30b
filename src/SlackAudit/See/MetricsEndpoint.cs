using SlackAudit.Record.Sources;
using SlackAudit.See.Api;

namespace SlackAudit.See;

/// <summary><c>GET /metrics</c> for Prometheus: to holders of a token or, where none is configured, to this machine.</summary>
static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics", meterProvider: null, configureBranchedPipeline: pipeline => pipeline.Use(GuardAsync), optionsName: null);

    static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.RequestServices.GetRequiredService<ApiTokens>().Refusal(http) is { } refusal)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await http.Response.WriteAsync(refusal + "\n", http.RequestAborted);
            return;
        }
        await http.RequestServices.GetRequiredService<LogGauges>().RefreshAsync(http.RequestAborted);
        await next(http);
    }
}
