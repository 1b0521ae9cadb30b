using SlackAudit.Record;

namespace SlackAudit.See;

/// <summary>What load balancers and orchestrators ask.</summary>
static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/healthz", () => TypedResults.Text("ok"));
        routes.MapReading("/readyz", ReadyAsync);
    }

    static async Task<IResult> ReadyAsync(LogHealth log, CancellationToken cancellationToken) =>
        await log.ProblemAsync(cancellationToken) is { } problem
            ? TypedResults.Json(new { status = "not ready", problem }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Json(new { status = "ready" });
}
