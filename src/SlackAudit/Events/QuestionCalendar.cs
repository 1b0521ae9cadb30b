namespace SlackAudit.Events;

/// <summary>How a time was said, for putting two of them in order.</summary>
enum TimeForm
{
    /// <summary>One stretch and no other.</summary>
    Fixed,

    /// <summary>A time of day without a day: the most recent one was taken.</summary>
    Clock,

    /// <summary>A day of the week: the most recent one was taken.</summary>
    Weekday,

    /// <summary>Further away than any log reaches; carries no instants.</summary>
    OutOfReach,
}

/// <summary>A stretch of time; a moment where both ends are one.</summary>
/// <param name="From">Its first instant, in UTC.</param>
/// <param name="To">The instant after its last, in UTC.</param>
/// <param name="Form">How it was said.</param>
readonly record struct TimeSpanSaid(DateTimeOffset From, DateTimeOffset To, TimeForm Form = TimeForm.Fixed)
{
    internal static readonly TimeSpanSaid OutOfReach = new(default, default, TimeForm.OutOfReach);

    internal bool IsMoment => From == To;

    /// <summary>The one day it lies on, as the asker named it; null where none was named.</summary>
    internal DateTime? Day { get; init; }

    /// <summary>For a clock without a day: the instant at which it shows that time on a day.</summary>
    internal Func<DateTime, DateTimeOffset>? On { get; init; }
}

/// <summary>The asker's calendar: local days and clocks as instants, whatever daylight saving does to them.</summary>
sealed class QuestionCalendar(DateTimeOffset now, TimeZoneInfo zone)
{
    const int FirstYear = 1900;
    const int LastYear = 2999;

    internal DateTimeOffset Now { get; } = now.ToUniversalTime();

    /// <summary>The wall clock at the asker's.</summary>
    internal DateTime LocalNow { get; } = TimeZoneInfo.ConvertTime(now, zone).DateTime;

    internal DateTime Today => LocalNow.Date;

    /// <summary>The same instant of asking, read on another zone's clocks.</summary>
    internal QuestionCalendar In(TimeZoneInfo other) => new(Now, other);

    /// <summary>
    /// When a wall clock shows that time: the first time where it shows it twice; where it skips it, as much later as the clock jumps.
    /// </summary>
    internal DateTimeOffset Instant(DateTime local)
    {
        // Asking the zone whether it skips or repeats a time misses the changes that are not daylight saving (Samoa had no 30 December 2011).
        var before = At(local, zone.GetUtcOffset(new DateTimeOffset(local.AddDays(-1), TimeSpan.Zero)));
        var after = At(local, zone.GetUtcOffset(new DateTimeOffset(local.AddDays(1), TimeSpan.Zero)));
        return !Shows(before, local) && Shows(after, local) ? after : before;
    }

    bool Shows(DateTimeOffset instant, DateTime local) => TimeZoneInfo.ConvertTime(instant, zone).DateTime == local;

    static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, TimeSpan.Zero) - offset;

    /// <summary>The stretch between two wall clock times.</summary>
    internal TimeSpanSaid Between(DateTime from, DateTime to, TimeForm form = TimeForm.Fixed) =>
        from.Year < FirstYear || to.Year > LastYear ? TimeSpanSaid.OutOfReach : new(Instant(from), Instant(to), form);

    internal TimeSpanSaid Days(DateTime first, int count = 1, TimeForm form = TimeForm.Fixed) =>
        first.Year is < FirstYear or >= LastYear ? TimeSpanSaid.OutOfReach : Between(first, first.AddDays(count), form);

    /// <summary>The week, month, quarter or year that many before this one; weeks begin on Monday.</summary>
    internal TimeSpanSaid Period(char unit, int ago)
    {
        if (unit == 'd') return Days(Today.AddDays(-ago));
        var start = Start(unit);
        return unit == 'w' ? Days(start.AddDays(-7 * ago), 7) : Between(start.AddMonths(-ago * Months(unit)), start.AddMonths((1 - ago) * Months(unit)));
    }

    /// <summary>
    /// That long before now: hours and less as they pass, days and more by the calendar (a day ago is the same time yesterday, though
    /// the clocks were changed between); null where no log reaches.
    /// </summary>
    internal DateTimeOffset? Ago(int count, char unit)
    {
        if (count > MostOf(unit)) return null;
        return unit switch
        {
            's' => Now.AddSeconds(-count),
            'm' => Now.AddMinutes(-count),
            'h' => Now.AddHours(-count),
            'd' => Earlier(LocalNow.AddDays(-count)),
            'w' => Earlier(LocalNow.AddDays(-7 * count)),
            _ => Earlier(LocalNow.AddMonths(-count * Months(unit))),
        };
    }

    /// <summary>Whether <see cref="Ago"/> reaches that far: a hundred years.</summary>
    internal static bool Reaches(int count, char unit) => count <= MostOf(unit);

    // A clock that shows the time twice must not put "0 days ago" an hour before now.
    DateTimeOffset Earlier(DateTime local) => local == LocalNow ? Now : Instant(local);

    DateTime Start(char unit) => unit switch
    {
        'w' => Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7)),
        'q' => new DateTime(Today.Year, ((Today.Month - 1) / 3 * 3) + 1, 1),
        'y' => new DateTime(Today.Year, 1, 1),
        _ => new DateTime(Today.Year, Today.Month, 1),
    };

    static int Months(char unit) => unit switch { 'y' => 12, 'q' => 3, _ => 1 };

    static int MostOf(char unit) => unit switch
    {
        's' => int.MaxValue - 1,
        'm' => 52_560_000,
        'h' => 876_000,
        'd' => 36_500,
        'w' => 5_200,
        'o' => 1_200,
        'q' => 400,
        _ => 100,
    };
}
