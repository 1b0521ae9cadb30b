using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>Looks after sources that have gone quiet or were refused, and tells each turn once, however many processes look at the same moment.</summary>
public sealed class SourceWatch
{
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly SourceReports reports;
    readonly LogWriter writer;
    readonly WatchSettings settings;
    readonly TimeProvider time;

    internal SourceWatch(IDbContextFactory<AuditDbContext> contexts, SourceReports reports, LogWriter writer, WatchSettings settings, TimeProvider time) =>
        (this.contexts, this.reports, this.writer, this.settings, this.time) = (contexts, reports, writer, settings, time);

    /// <summary>Looks at every configured source, for the minutely job.</summary>
    /// <exception cref="LogUnavailableException">The database does not take it now; the next look tells it.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var report in await reports.MakeAsync(cancellationToken))
        {
            foreach (var turn in report.IsConfigured ? Turns(report) : Removals(report)) await writer.CommitAsync(turn, cancellationToken);
        }

        await LookAtRefusedAsync(cancellationToken);
    }

    /// <summary>Looks only whether deliveries of sources that were refused are accepted again.</summary>
    /// <exception cref="LogUnavailableException">The database does not take it now; the next look tells it.</exception>
    public async Task LookAtRefusedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var accepted = from state in db.SourceStates
                       join health in db.SourceHealth on state.Source equals health.Source
                       where state.RefusedSince != null && health.LastDeliveryAt > health.LastRefusedAt
                       select state;
        foreach (var state in await accepted.AsNoTracking().ToListAsync(cancellationToken))
        {
            var since = state.RefusedSince!.Value;
            var told = WatchEvent.Accepted(state.Source, since, time.GetUtcNow());
            await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = new SourceTurn(state.Source, SourceTurnKind.Accepted, since), Events = [told] }, cancellationToken);
        }
    }

    IEnumerable<LogWork> Turns(SourceReport report)
    {
        var now = time.GetUtcNow();
        if (report.QuietSince is { } since)
        {
            if (report.Health.LastDeliveryAt > since) yield return Turn(report, SourceTurnKind.Heard, since, WatchEvent.Heard(report, now));
        }
        else if (report.IsQuiet)
        {
            yield return Turn(
                report, SourceTurnKind.Quiet, report.Health.LastDeliveryAt!.Value, WatchEvent.Quiet(report, settings, now),
                new SourceHour { Source = report.Source, HourAt = SourceHour.Of(now), ToldQuiet = true });
        }
    }

    // Nobody will be heard again of whom nothing is expected any more: else every answer would be uncertain for ever.
    IEnumerable<LogWork> Removals(SourceReport report)
    {
        var now = time.GetUtcNow();
        if (report.QuietSince is { } quiet) yield return Turn(report, SourceTurnKind.Heard, quiet, WatchEvent.Removed(report.Source, GapReason.Quiet, quiet, now));
        if (report.RefusedSince is { } refused) yield return Turn(report, SourceTurnKind.Accepted, refused, WatchEvent.Removed(report.Source, GapReason.Refused, refused, now));
    }

    static LogWork Turn(SourceReport report, SourceTurnKind kind, DateTimeOffset at, AuditEvent told, params SourceHour[] hours) =>
        new() { Source = OwnSource.Name, Change = new SourceTurn(report.Source, kind, at), Events = [told], Hours = hours };
}
