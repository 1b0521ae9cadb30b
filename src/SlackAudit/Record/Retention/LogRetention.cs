using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Retention;

/// <summary>
/// Prunes what is older than it is to be kept: payloads first, then events, oldest first, in small transactions of the log's one writer,
/// each with the event that says so. It may be killed anywhere, and several at once do no harm.
/// </summary>
public sealed class LogRetention
{
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly LogWriter writer;
    readonly RetentionSettings settings;
    readonly TimeProvider time;
    readonly ILogger<LogRetention> logger;

    internal LogRetention(IDbContextFactory<AuditDbContext> contexts, LogWriter writer, RetentionSettings settings, TimeProvider time, ILogger<LogRetention> logger)
    {
        this.contexts = contexts;
        this.writer = writer;
        this.settings = settings;
        this.time = time;
        this.logger = logger;
    }

    internal int MostInOneTransaction { get; init; } = 1_000;

    internal int PageSize { get; init; } = 5_000;

    /// <summary>Prunes what is due, for the daily job.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var report = await RunAsync(dryRun: false, actor: null, null, cancellationToken);
        if (report.Problem is { } problem) logger.LogError("Pruning stopped: {Problem}", problem);
        else if (report.Events.Count + report.Payloads.Count > 0)
            logger.LogInformation("Pruned {Events} events, and {Payloads} kept payloads of others.", report.Events.Values.Sum(), report.Payloads.Values.Sum());
    }

    /// <summary>Prunes what is due.</summary>
    /// <param name="dryRun">Whether it only counts what it would prune.</param>
    /// <param name="actor">Who asked for it; null for the service itself.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <exception cref="LogUnavailableException">The database does not take it now; what was pruned before is complete in itself.</exception>
    public async Task<RetentionReport> RunAsync(bool dryRun, string? actor, IProgress<RetentionProgress>? progress, CancellationToken cancellationToken)
    {
        if (!settings.Prunes) return new RetentionReport();
        if (settings.Holds.FirstOrDefault(hold => hold.Of is null) is { } hold) return new RetentionReport { HeldBy = hold.Name };
        var run = new RetentionRun(new DeliveryGroups(contexts) { PageSize = PageSize }, new PrunePlan(contexts, settings.Holds), contexts, settings, time)
        {
            Write = dryRun ? null : work => writer.CommitAsync(work, cancellationToken),
            Actor = actor,
            Progress = progress,
            MostInOneTransaction = MostInOneTransaction,
        };
        return await run.RunAsync(cancellationToken);
    }
}
