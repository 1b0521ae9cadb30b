using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Sources;

/// <summary>How the log stands, for whoever measures from outside: asked of the database when it is read, every five seconds at most.</summary>
public sealed class LogGauges : IDisposable
{
    static readonly TimeSpan Good = TimeSpan.FromSeconds(5);

    readonly SourceReports reports;
    readonly Outbox outbox;
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly TimeProvider time;
    readonly ILogger<LogGauges> logger;
    readonly SemaphoreSlim turn = new(1);
    volatile Standing? standing;
    long taken;

    internal LogGauges(
        IMeterFactory meters, LogWriter writer, SourceReports reports, Outbox outbox, IDbContextFactory<AuditDbContext> contexts, TimeProvider time, ILogger<LogGauges> logger)
    {
        (this.reports, this.outbox, this.contexts, this.time, this.logger) = (reports, outbox, contexts, time, logger);
        var meter = meters.Create(LogMeters.MeterName);
        meter.CreateObservableGauge("slackaudit.log.queue", () => writer.Waiting, null, "How many callers wait for the log's writer.");
        meter.CreateObservableGauge("slackaudit.database.up", () => standing is null ? 0 : 1, null, "Whether the database answered.");
        meter.CreateObservableGauge("slackaudit.database.size", () => Of(now => new Measurement<long>(now.Size)), "By", "The size of the database.");
        meter.CreateObservableGauge("slackaudit.outbox.messages", () => standing?.ByState.Select(state => new Measurement<long>(state.Count, new KeyValuePair<string, object?>("state", Outbox.Word(state.State)))) ?? [], null,
            "Messages that are owed or could not be posted, by state: pending, sending, waiting, failed.");
        meter.CreateObservableGauge("slackaudit.outbox.oldest.age", () => Of(now => new Measurement<double>(now.OldestOwed.TotalSeconds)), "s", "For how long the oldest message that is still owed has been owed; 0 for none.");
        meter.CreateObservableGauge("slackaudit.source.last_delivery.age", () => OfSources(source => source.Health.LastDeliveryAt is { } last ? (time.GetUtcNow() - last).TotalSeconds : null), "s", "Since when a source was not heard.");
        meter.CreateObservableGauge("slackaudit.source.quiet_after", () => OfSources(source => source.QuietAfter?.TotalSeconds), "s", "After how long a silence a source is quiet at this time.");
        meter.CreateObservableGauge("slackaudit.source.quiet", () => OfSources(source => source.IsQuiet ? 1 : 0), null, "Whether a source is silent for longer than is its habit.");
        meter.CreateObservableGauge("slackaudit.source.refused", () => OfSources(source => source.IsRefused ? 1 : 0), null, "Whether the newest delivery of a source was refused.");
        meter.CreateObservableGauge("slackaudit.source.clock.lag", () => OfSources(source => source.Skew?.Lag.TotalSeconds), "s", "The time from something happening, by the source's clock, to our hearing of it; below zero, its clock is ahead.");
    }

    /// <summary>Asks the database, unless it was asked just now. It never throws: a database that does not answer is a figure, too.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (standing is not null && time.GetElapsedTime(taken) < Good) return;
            standing = await LookAsync(cancellationToken);
            taken = time.GetTimestamp();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("The database did not answer for figures. ({Reason})", exception.Message);
            standing = null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    async Task<Standing> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var byState = await db.Notifications.Where(n => n.State != NotificationState.Posted).GroupBy(n => n.State)
            .Select(state => new StateCount(state.Key, state.LongCount())).ToListAsync(cancellationToken);
        var oldest = (await outbox.StandingAsync(cancellationToken)).OldestOwedAt;
        return new Standing(
            [.. (await reports.MakeAsync(cancellationToken)).Where(source => source.IsConfigured)],
            [.. Enum.GetValues<NotificationState>().Where(state => state != NotificationState.Posted).Select(state => byState.Find(each => each.State == state) ?? new StateCount(state, 0))],
            oldest is { } since ? time.GetUtcNow() - since : TimeSpan.Zero,
            await db.Database.SqlQueryRaw<long>(db.SizeSql).SingleAsync(cancellationToken));
    }

    IEnumerable<Measurement<T>> Of<T>(Func<Standing, Measurement<T>> measure)
        where T : struct => standing is { } now ? [measure(now)] : [];

    IEnumerable<Measurement<double>> OfSources(Func<SourceReport, double?> measure) => (standing?.Sources ?? [])
        .Select(source => (source.Source, Value: measure(source))).Where(each => each.Value is not null)
        .Select(each => new Measurement<double>(each.Value!.Value, new KeyValuePair<string, object?>("source", each.Source)));

    sealed record Standing(IReadOnlyList<SourceReport> Sources, IReadOnlyList<StateCount> ByState, TimeSpan OldestOwed, long Size);

    sealed record StateCount(NotificationState State, long Count);
}
