using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using SlackAudit.Record.Sources;
using SlackAudit.See.Api;
using SlackAudit.See.Preview;
using SlackAudit.See.SignIn;

namespace SlackAudit.See;

/// <summary>Questions from a browser or a program.</summary>
public static class SeeRoom
{
    /// <summary>Adds the pages and who may see them, the API and, in preview mode, the preview. Needs the log and, for the preview, Slack's room.</summary>
    public static IServiceCollection AddSee(this IServiceCollection services, SeeSettings settings)
    {
        services.AddRazorComponents();
        services.AddDoors(settings.SignIn);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(LogMeters.MeterName)
            .AddPrometheusExporter(exporter => (exporter.ScopeInfoEnabled, exporter.TargetInfoEnabled) = (false, false)));
        return services.AddSingleton(settings).AddSingleton<ApiTokens>().AddSingleton<ApiAskers>();
    }

    /// <summary>Maps the pages under <c>/</c>, <c>/api</c>, <c>/metrics</c>, <c>/healthz</c>, <c>/readyz</c> and, in preview mode, <c>/preview</c>.</summary>
    public static void MapSee(this IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        EventsEndpoint.Map(routes);
        SourcesEndpoint.Map(routes);
        MetricsEndpoint.Map(routes);
        var settings = routes.ServiceProvider.GetRequiredService<SeeSettings>();
        var pages = routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, LocalPages>().RequireAuthorization(Doors.Members);
        PageEndpoints.Map(pages);
        OutboxEndpoints.Map(pages);
        EvidenceEndpoints.Map(pages);
        if (settings.Preview) PreviewEndpoint.Map(pages);
        if (settings.SignIn is not null) SignInEndpoints.Map(pages);
        routes.MapFallback("{*path}", PageEndpoints.NothingHereAsync);
    }
}
