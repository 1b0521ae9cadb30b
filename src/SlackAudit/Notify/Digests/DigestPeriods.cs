using Cronos;
using SlackAudit.Events;

namespace SlackAudit.Notify.Digests;

/// <summary>The stretches of time that a digest tells of: from one time of its schedule to the next.</summary>
static class DigestPeriods
{
    /// <summary>How many periods must have had what is said to have stopped.</summary>
    public const int Earlier = 3;

    // Cronos looks forward only: begin further and further back until there is one. The last reaches over a leap year left out.
    static readonly int[] DaysBack = [1, 8, 40, 400, 3000];

    /// <summary>The newest period that has ended; null when the schedule has had no two times yet.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End)? Last(DigestRule rule, DateTimeOffset now)
    {
        var cron = CronExpression.Parse(rule.At);
        return Before(cron, rule.TimeZone, now.AddTicks(1)) is { } end && Before(cron, rule.TimeZone, end) is { } start ? (start, end) : null;
    }

    /// <summary>The beginning of the period just before one: of days and weeks the same length by the clock on the wall, summer time or not; of months the month before, which may be shorter.</summary>
    public static DateTimeOffset StartOfPrevious(DigestRule rule, DateTimeOffset start, DateTimeOffset end) =>
        DigestKinds.Of(start, end, rule.TimeZone) == DigestKind.Monthly && Before(CronExpression.Parse(rule.At), rule.TimeZone, start) is { } before
            ? before
            : Moved(rule.TimeZone, start, TimeZoneInfo.ConvertTime(end, rule.TimeZone).DateTime - TimeZoneInfo.ConvertTime(start, rule.TimeZone).DateTime);

    /// <summary>
    /// The earlier periods that this one is like, the newest first: the same days of the weeks before, since a Sunday is not like a Saturday;
    /// the weeks before; the months before.
    /// </summary>
    public static IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Alike(DigestRule rule, DateTimeOffset start, DateTimeOffset end)
    {
        var alike = new List<(DateTimeOffset Start, DateTimeOffset End)>();
        var isDaily = DigestKinds.Of(start, end, rule.TimeZone) == DigestKind.Daily;
        for (var weeks = 1; weeks <= Earlier; weeks++)
        {
            if (isDaily) alike.Add((Moved(rule.TimeZone, start, TimeSpan.FromDays(7 * weeks)), Moved(rule.TimeZone, end, TimeSpan.FromDays(7 * weeks))));
            else
            {
                (start, end) = (StartOfPrevious(rule, start, end), start);
                alike.Add((start, end));
            }
        }
        return alike;
    }

    static DateTimeOffset Moved(TimeZoneInfo zone, DateTimeOffset instant, TimeSpan back) =>
        new QuestionCalendar(instant, zone).Instant(TimeZoneInfo.ConvertTime(instant, zone).DateTime - back).ToUniversalTime();

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
