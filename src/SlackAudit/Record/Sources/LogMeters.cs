using System.Diagnostics.Metrics;
using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>What the log's writer does. Labels are sources of the settings and roots of our own vocabulary.</summary>
public sealed class LogMeters
{
    /// <summary>The name of every meter of the service.</summary>
    public const string MeterName = "SlackAudit";

    readonly Counter<long> events;
    readonly Histogram<double> commits;
    readonly Histogram<int> batches;

    /// <summary>Makes the instruments.</summary>
    public LogMeters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        events = meter.CreateCounter<long>("slackaudit.events", null, "Events recorded, by source and the widest part of their action.");
        commits = meter.CreateHistogram(
            "slackaudit.log.commit.duration", "s", "How long a transaction of the log took, synced.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        batches = meter.CreateHistogram(
            "slackaudit.log.batch.size", null, "How many callers' work a transaction of the log took.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });
    }

    internal void Committed(int batch, TimeSpan took)
    {
        commits.Record(took.TotalSeconds);
        batches.Record(batch);
    }

    internal void Recorded(IReadOnlyList<AuditEvent> recorded)
    {
        if (!events.Enabled) return;
        foreach (var e in recorded) events.Add(1, new("source", e.Source), new("action", Word(e.Action)));
    }

    // Actions of events may be a sender's own words.
    static string Word(string action) => Actions.Root(action) is var root && Actions.Vocabulary.ContainsKey(root) ? root : Actions.Other;
}
