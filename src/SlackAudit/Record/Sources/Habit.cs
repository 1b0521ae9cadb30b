namespace SlackAudit.Record.Sources;

/// <summary>
/// For how long a source is usually silent at an hour: the longest silence of the last fourteen days at about that hour of a day of that
/// kind (working day or weekend), and half as much again. Nights and weekends so are no silence, and noon is.
/// </summary>
static class Habit
{
    /// <summary>The days that are looked at.</summary>
    public const int Days = 14;

    /// <summary>No source is quiet sooner, unless the settings say so.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromHours(2);

    // A week has each kind of day; fewer deliveries are no habit.
    const int FewestDays = 7;
    const int FewestDeliveries = 20;
    const int FewestSamples = 2;
    const double Factor = 1.5;

    // Who comes at nine may come at eleven.
    const int HoursLate = 2;

    /// <summary>The silence after which the source is quiet; null where it has no habit yet.</summary>
    /// <param name="hours">The source's hours.</param>
    /// <param name="listened">The hours in which the service was there to hear.</param>
    /// <param name="now">The instant that is asked about.</param>
    /// <param name="zone">The zone of the people who cause the deliveries.</param>
    public static TimeSpan? QuietAfter(IEnumerable<SourceHour> hours, IReadOnlySet<DateTimeOffset> listened, DateTimeOffset now, TimeZoneInfo zone)
    {
        var since = SourceHour.Of(now).AddDays(-Days);
        var recent = hours.Where(hour => hour.HourAt >= since && hour.HourAt <= now).OrderBy(hour => hour.HourAt).ToList();
        var heard = recent.Where(hour => hour.Deliveries > 0).Select(hour => hour.HourAt).ToList();
        var told = recent.Where(hour => hour.ToldQuiet).Select(hour => hour.HourAt).ToHashSet();
        if (recent.Sum(hour => hour.Deliveries) < FewestDeliveries || now - heard[0] < TimeSpan.FromDays(FewestDays)) return null;

        var here = TimeZoneInfo.ConvertTime(now, zone);
        var samples = heard.Zip(heard.Skip(1)).SelectMany(gap => Silences(gap.First, gap.Second, listened, told))
            .Where(silence => IsLike(TimeZoneInfo.ConvertTime(silence.Hour, zone), here)).ToList();
        if (samples.Select(sample => TimeZoneInfo.ConvertTime(sample.Hour, zone).Date).Distinct().Count() < FewestSamples) return null;
        var longest = TimeSpan.FromHours(samples.Max(sample => sample.Hours) * Factor);
        return longest > Least ? longest : Least;
    }

    /// <summary>Whether a day is of the kind on which most people do not work.</summary>
    public static bool IsWeekend(DateTimeOffset local) => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    // How long it had been silent in each hour until it was heard again, at the most. A silence in which nobody was here to hear, or
    // that was told, is not its habit.
    static List<(DateTimeOffset Hour, int Hours)> Silences(
        DateTimeOffset from, DateTimeOffset to, IReadOnlySet<DateTimeOffset> listened, HashSet<DateTimeOffset> told)
    {
        var silences = new List<(DateTimeOffset, int)>();
        for (var (hour, hours) = (from.AddHours(1), 2); hour <= to; hour = hour.AddHours(1), hours++)
        {
            if (!listened.Contains(hour) || told.Contains(hour)) return [];
            silences.Add((hour, hours));
        }
        return silences;
    }

    static bool IsLike(DateTimeOffset sample, DateTimeOffset here) =>
        IsWeekend(sample) == IsWeekend(here) && (here.Hour - sample.Hour + 24) % 24 <= HoursLate;
}
