using Cronos;

namespace SlackAudit.Notify;

/// <summary>The stretches of time that a digest tells of: from one time of its schedule to the next.</summary>
static class DigestPeriods
{
    // Cronos looks forward only: begin further and further back until there is one. The last reaches over a leap year left out.
    static readonly int[] DaysBack = [1, 8, 40, 400, 3000];

    /// <summary>The newest period that has ended; null when the schedule has had no two times yet.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End)? Last(DigestRule rule, DateTimeOffset now)
    {
        var cron = CronExpression.Parse(rule.At);
        return Before(cron, rule.TimeZone, now.AddTicks(1)) is { } end && Before(cron, rule.TimeZone, end) is { } start ? (start, end) : null;
    }

    /// <summary>The beginning of the period just before one that is as long by the clock on the wall, summer time or not.</summary>
    public static DateTimeOffset StartOfPrevious(DigestRule rule, DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (TimeZoneInfo.ConvertTime(start, rule.TimeZone).DateTime, TimeZoneInfo.ConvertTime(end, rule.TimeZone).DateTime);
        var before = from - (to - from);
        // A time that the clocks skipped, or showed twice, is the one on the standard side.
        return new DateTimeOffset(before, rule.TimeZone.GetUtcOffset(before)).ToUniversalTime();
    }

    static DateTimeOffset? Before(CronExpression cron, TimeZoneInfo zone, DateTimeOffset instant)
    {
        foreach (var days in DaysBack)
        {
            DateTimeOffset? last = null;
            foreach (var occurrence in cron.GetOccurrences(instant.AddDays(-days), instant, zone, fromInclusive: true, toInclusive: false)) last = occurrence;
            if (last is not null) return last.Value.ToUniversalTime();
        }
        return null;
    }
}
