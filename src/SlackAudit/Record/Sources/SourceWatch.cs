using SlackAudit.Record.Retention;

namespace SlackAudit.Record.Sources;

/// <summary>Looks after sources that have gone quiet or were refused, and tells each turn once, however many processes look at the same moment.</summary>
public sealed class SourceWatch
{
    readonly SourceReports reports;
    readonly LogWriter writer;
    readonly WatchSettings settings;
    readonly TimeProvider time;

    internal SourceWatch(SourceReports reports, LogWriter writer, WatchSettings settings, TimeProvider time) =>
        (this.reports, this.writer, this.settings, this.time) = (reports, writer, settings, time);

    /// <summary>Looks at every configured source, for the minutely job.</summary>
    /// <exception cref="LogUnavailableException">The database does not take it now; the next look tells it.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var report in (await reports.MakeAsync(cancellationToken)).Where(report => report.IsConfigured))
            foreach (var turn in Turns(report)) await writer.CommitAsync(turn, cancellationToken);
    }

    IEnumerable<LogWork> Turns(SourceReport report)
    {
        var now = time.GetUtcNow();
        if (report.QuietSince is { } quiet)
        {
            if (report.Health.LastDeliveryAt > quiet)
                yield return new LogWork { Source = PruneEvent.Source, Turn = new(report.Source, SourceTurnKind.Heard, quiet), Events = [WatchEvent.Heard(report, now)] };
        }
        else if (report.IsQuiet)
        {
            yield return new LogWork
            {
                Source = PruneEvent.Source,
                Turn = new(report.Source, SourceTurnKind.Quiet, report.Health.LastDeliveryAt!.Value),
                Events = [WatchEvent.Quiet(report, settings, now)],
                Hours = [new SourceHour { Source = report.Source, HourAt = SourceHour.Of(now), ToldQuiet = true }],
            };
        }
        if (report.RefusedSince is { } refused && !report.IsRefused)
            yield return new LogWork { Source = PruneEvent.Source, Turn = new(report.Source, SourceTurnKind.Accepted, refused), Events = [WatchEvent.Accepted(report, now)] };
    }
}
