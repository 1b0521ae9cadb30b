namespace SlackAudit.Benchmarks.Generated;

/// <summary>When in its year a team does how much: days of work, hours of work, and a little at night.</summary>
static class GeneratedYear
{
    const int Hours = 365 * 24;

    /// <summary>The end of every generated log: what a question asked of one has for its now.</summary>
    public static readonly DateTimeOffset End = new(2026, 11, 20, 16, 30, 0, TimeSpan.Zero);

    static readonly DateTimeOffset Start = End.AddHours(-Hours);
    static readonly double[] Before = Cumulated();

    /// <summary>The instant at which a share of the year's events has happened.</summary>
    public static DateTimeOffset At(double share)
    {
        var found = Array.BinarySearch(Before, share);
        var hour = Math.Clamp(found < 0 ? ~found - 1 : found, 0, Hours - 1);
        var within = (share - Before[hour]) / (Before[hour + 1] - Before[hour]);
        return Start.AddTicks((long)((hour + within) * TimeSpan.TicksPerHour) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond);
    }

    static double[] Cumulated()
    {
        var before = new double[Hours + 1];
        for (var hour = 0; hour < Hours; hour++) before[hour + 1] = before[hour] + Weight(Start.AddHours(hour));
        var whole = before[Hours];
        for (var hour = 0; hour <= Hours; hour++) before[hour] /= whole;
        return before;
    }

    static double Weight(DateTimeOffset hour) => (hour.DayOfWeek, hour.Hour) switch
    {
        (DayOfWeek.Saturday or DayOfWeek.Sunday, _) => 0.08,
        (_, < 6 or > 19) => 0.12,
        (_, 12) => 0.6,
        (DayOfWeek.Friday, _) => 0.8,
        _ => 1,
    };
}
