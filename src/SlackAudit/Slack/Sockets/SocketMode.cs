namespace SlackAudit.Slack.Sockets;

/// <summary>Slack reaches the service through connections that the service opens: two, begun apart, so that one is there whenever the other is renewed.</summary>
sealed class SocketMode(
    AppsConnections connections, SocketEnvelopes envelopes, LiveSockets live, SocketMeters meters, SlackSettings settings, TimeProvider time, ILogger<SocketMode> log) : BackgroundService
{
    internal const int Sockets = 2;

    readonly SocketNews news = new(log, time);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Sockets).Select(slot => Run(slot, stoppingToken)));

    async Task Run(int slot, CancellationToken stopping)
    {
        await Task.Delay(settings.Sockets.Stagger * slot, time, stopping);
        await new SocketSlot(Connect, news, live, meters, settings.Sockets, time).Run(stopping);
    }

    async Task<SlackSocket> Connect(CancellationToken cancellationToken) =>
        await SlackSocket.Connect(await connections.Open(cancellationToken), envelopes, live, settings.Sockets, time, cancellationToken);
}
