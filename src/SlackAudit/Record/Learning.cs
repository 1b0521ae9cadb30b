namespace SlackAudit.Record;

/// <summary>
/// Learns what other processes have changed: who is who, and the rules made in Slack. In each process by itself, since a job of all
/// processes is done by one of them.
/// </summary>
sealed class Learning(Identities identities, RuleBook book, TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await identities.RefreshAsync(stoppingToken);
                await book.RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
