using SlackAudit.Record;

namespace SlackAudit.Receive;

/// <summary>Tells the log at the start which sources are configured, so that "never heard" can be said of one.</summary>
sealed class ExpectedSources(ConfiguredSources sources, IAuditLog log, ILogger<ExpectedSources> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await log.ExpectAsync(sources.Names, cancellationToken);
        }
        catch (LogUnavailableException exception)
        {
            // The service starts all the same: it answers 503 until the database is back.
            logger.LogWarning(exception, "The log does not take anything yet.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
