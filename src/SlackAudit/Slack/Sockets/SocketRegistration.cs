namespace SlackAudit.Slack.Sockets;

/// <summary>Puts Socket Mode beside the routes.</summary>
static class SocketRegistration
{
    public static IServiceCollection AddSocketMode(this IServiceCollection services, SlackSettings settings) => services
        .AddMetrics()
        .AddSingleton<LiveSockets>()
        .AddSingleton<SocketMeters>()
        .AddSingleton<SocketEnvelopes>()
        .AddSingleton(provider => new AppsConnections(
            new SlackApiClient(SlackApiClient.CreateHttpClient(), settings with { ApiToken = settings.AppLevelToken }, provider.GetRequiredService<TimeProvider>())))
        // After what finishes work that goes on: the sockets close first when the service stops.
        .AddHostedService<SocketMode>();
}
