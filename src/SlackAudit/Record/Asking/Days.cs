using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>
/// Counts events by day. Days differ by zone and with summer time, so they are made here, and the log is asked for one after the other,
/// newest first: a stretch of an index each.
/// </summary>
static class Days
{
    /// <summary>The newest days on which something happened, in order, and how many there are beyond.</summary>
    public static async Task<(IReadOnlyList<Tally> Tallies, int More)> CountAsync(
        AuditDbContext db, LogReading reading, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var days = new List<Tally>();
        var more = 0;
        for (var end = DateTimeOffset.MaxValue; ;)
        {
            var before = end;
            if (await reading.Within(null, before).InstantAsync(0, cancellationToken) is not { } newest) break;
            for (var day = TimeZoneInfo.ConvertTime(newest, zone).Date; ; day = day.AddDays(-1))
            {
                var (begin, until) = (Begin(day, newest, zone), end);
                var stretch = reading.Within(begin, until);
                end = begin;
                if (days.Count == Questions.MostTallies)
                {
                    more++;
                    break;
                }
                if (await Tallies.TotalAsync(db, stretch, cancellationToken) is not { } total) break;
                days.Add(total with { Name = DateOnly.FromDateTime(day).ToString("O", CultureInfo.InvariantCulture) });
                if (begin.Year <= 2) break;
            }
        }
        days.Reverse();
        return (days, more);
    }

    // The ends of the calendar have no day before them that a zone could be asked about.
    static DateTimeOffset Begin(DateTime day, DateTimeOffset newest, TimeZoneInfo zone)
    {
        if (day.Year is < 2 or > 9998) return new DateTimeOffset(newest.UtcDateTime.Date, TimeSpan.Zero);
        var begin = new QuestionCalendar(newest, zone).Instant(day).ToUniversalTime();
        return begin < newest ? begin : newest;
    }
}
