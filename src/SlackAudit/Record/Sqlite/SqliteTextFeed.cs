using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Sqlite;

/// <summary>Takes new events into the index of texts, behind the log and out of its way.</summary>
sealed class SqliteTextFeed(SqliteTextIndex index, IDbContextFactory<AuditDbContext> logs, ILogger<SqliteTextFeed> logger) : BackgroundService
{
    const int EventsAtATime = 1_000;
    const int Corrupt = 11;
    const int NotADatabase = 26;

    // How often it looks for new events. It does not ask the writer to wake it: other processes write the same log.
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // While the log is being written this takes a tenth of a processor at most.
    const int PausesPerWork = 9;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await MendAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("The index of texts could not be filled; trying again. ({Reason})", exception.Message);
                await Task.Delay(60 * Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Takes in everything that the log has; where the index cannot be read, begins it anew.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FeedAllAsync(cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Corrupt or NotADatabase)
        {
            logger.LogWarning("The index of texts is damaged and is made anew. ({Reason})", exception.Message);
            index.Remove();
            await FeedAllAsync(cancellationToken);
        }
    }

    /// <summary>Takes in everything that the log has.</summary>
    public async Task FeedAllAsync(CancellationToken cancellationToken)
    {
        var head = 0L;
        while (true)
        {
            await using var log = await logs.CreateDbContextAsync(cancellationToken);
            var clock = Stopwatch.StartNew();
            if (await index.FeedAsync(log, EventsAtATime, cancellationToken) < EventsAtATime) return;
            var now = await log.ChainHead.AsNoTracking().Select(each => each.Sequence).SingleAsync(cancellationToken);
            if (now != head && head > 0) await Task.Delay(clock.Elapsed * PausesPerWork, cancellationToken);
            head = now;
        }
    }
}
