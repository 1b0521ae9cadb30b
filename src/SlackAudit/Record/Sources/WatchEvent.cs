using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>The log's own events about its sources. They do not count as a source being heard.</summary>
static class WatchEvent
{
    public static AuditEvent Quiet(SourceReport report, WatchSettings settings, DateTimeOffset now)
    {
        var last = report.Health.LastDeliveryAt!.Value;
        var day = Habit.IsWeekend(TimeZoneInfo.ConvertTime(now, settings.Zone)) ? "on a weekend" : "on a working day";
        var why = settings.QuietAfter[report.Source] is { } set
            ? $"Sources:{report.Source}:QuietAfter is {SourceSentences.Span(set)}"
            : $"at this time {day} it is not silent for as long as {SourceSentences.Span(report.QuietAfter!.Value)}";
        return Event(report.Source, $"quiet/{report.Source}/{Text(last, "yyyy-MM-ddTHH:mm:ss.ffffffZ")}", "quiet", now) with
        {
            Sensitive = true,
            Summary = $"{report.Source} is quiet: it was last heard {SourceSentences.Span(now - last)} ago ({Minute(last)}), and {why}. Look at the sender's own list of deliveries",
        };
    }

    public static AuditEvent Heard(SourceReport report, DateTimeOffset now)
    {
        var (since, last) = (report.QuietSince!.Value, report.Health.LastDeliveryAt!.Value);
        return Event(report.Source, $"heard/{report.Source}/{Text(since, "yyyy-MM-ddTHH:mm:ss.ffffffZ")}", "heard", now) with
        {
            Outcome = Outcome.Success,
            Summary = $"{report.Source} is heard again, after up to {SourceSentences.Span(last - since)} of silence since {Minute(since)}",
        };
    }

    public static AuditEvent Refused(string source, string reason, string? address, DateTimeOffset at) =>
        Event(source, $"refused/{source}/{Text(at, "yyyy-MM-ddTHH")}", "refused", at) with
        {
            SourceAction = "delivery.refused",
            Outcome = Outcome.Failure,
            Sensitive = true,
            ClientAddress = address,
            Summary = $"deliveries of {source} are being refused: {reason}",
        };

    public static AuditEvent Accepted(string source, DateTimeOffset since, DateTimeOffset now) =>
        Event(source, $"accepted/{source}/{Text(since, "yyyy-MM-ddTHH")}", "accepted", now) with
        {
            SourceAction = "delivery.accepted",
            Outcome = Outcome.Success,
            Summary = $"deliveries of {source} are accepted again, after some were refused since {Minute(since)}",
        };

    public static AuditEvent Removed(string source, GapReason reason, DateTimeOffset since, DateTimeOffset now) =>
        Event(source, $"{(reason == GapReason.Quiet ? "removed" : "removed-refused")}/{source}/{Text(since, "yyyy-MM-ddTHH:mm:ss.ffffffZ")}", "removed", now) with
        {
            Summary = $"{source} is no longer in the settings: it is not waited for any more, and what it did since {Minute(since)} is not known",
        };

    static AuditEvent Event(string source, string id, string what, DateTimeOffset at) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = id,
        Action = $"{Actions.Tamper}.{what}",
        SourceAction = $"source.{what}",
        Target = source,
        TargetType = "source",
        Outcome = Outcome.Unknown,
        OccurredAt = at,
        Summary = "",
    };

    static string Minute(DateTimeOffset instant) => Text(instant, "yyyy-MM-dd HH:mm") + " UTC";

    static string Text(DateTimeOffset instant, string format) => instant.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
