using System.Globalization;

namespace SlackAudit.Record.Sources;

/// <summary>How a source is doing, in the words in which every room says it.</summary>
public static class SourceSentences
{
    /// <summary>A length of time as people say it: <c>3 hours</c>.</summary>
    public static string Span(TimeSpan span)
    {
        var (amount, unit) = span.Duration() switch
        {
            { TotalSeconds: < 120 } => (span.Duration().TotalSeconds, "second"),
            { TotalMinutes: < 120 } => (span.Duration().TotalMinutes, "minute"),
            { TotalHours: < 48 } => (span.Duration().TotalHours, "hour"),
            _ => (span.Duration().TotalDays, "day"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(amount):N0} {unit}{(Math.Floor(amount) == 1 ? "" : "s")}");
    }

    /// <summary>What the source's clock is like.</summary>
    public static string Clock(ClockSkew? skew) => skew switch
    {
        null => "not known yet",
        { IsAhead: true } ahead => $"ahead of ours by {Span(ahead.Lag)}: what it tells has not happened yet. Set one of the two clocks right",
        { IsLate: true } late => $"behind ours, or its deliveries are under way for long: what it tells is at least {Span(late.Lag)} old",
        { Ahead: > 0 } some => string.Create(CultureInfo.InvariantCulture, $"in step, but {some.Ahead:N0} deliveries of the last day told of what had not happened yet"),
        _ => "in step",
    };

    /// <summary>A rate: <c>3 deliveries, 5 events</c>.</summary>
    public static string Rate(SourceRate rate) => $"{Count(rate.Deliveries, "delivery", "deliveries")}, {Count(rate.Events, "event", "events")}";

    /// <summary>The reasons for which deliveries were refused, the newest first: <c>12 wrong secret, 1 too large</c>.</summary>
    public static string Reasons(IEnumerable<RefusedDeliveries> refused) =>
        string.Join(", ", refused.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Refused:N0} {Reason(each)}")));

    /// <summary>The reason in words.</summary>
    public static string Reason(RefusedDeliveries refused) => refused.Reason.Replace('_', ' ');

    static string Count(long number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");
}
