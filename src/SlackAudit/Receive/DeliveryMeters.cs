using System.Diagnostics.Metrics;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Receive;

/// <summary>What becomes of deliveries, by source. Sources are those of the settings, and every word is ours: no sender adds a label.</summary>
sealed class DeliveryMeters
{
    readonly Counter<long> deliveries;
    readonly Counter<long> refused;

    public DeliveryMeters(IMeterFactory meters)
    {
        var meter = meters.Create(LogMeters.MeterName);
        deliveries = meter.CreateCounter<long>("slackaudit.deliveries", null, "Deliveries by source and what became of them: recorded, duplicate, empty, refused, unavailable.");
        refused = meter.CreateCounter<long>("slackaudit.deliveries.refused", null, "Refused deliveries by source and reason.");
    }

    public void Taken(string source, AppendResult result) =>
        Count(source, result switch { { Recorded: > 0 } => "recorded", { Duplicates: > 0 } => "duplicate", _ => "empty" });

    public void Refused(string source, string reason)
    {
        Count(source, "refused");
        refused.Add(1, new("source", source), new("reason", reason));
    }

    public void Unavailable(string source) => Count(source, "unavailable");

    void Count(string source, string result) => deliveries.Add(1, new("source", source), new("result", result));
}
