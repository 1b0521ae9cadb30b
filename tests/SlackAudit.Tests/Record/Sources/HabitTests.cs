using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record.Sources;

public sealed class HabitTests
{
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // A Tuesday.
    static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    // Everybody comes at eight and goes at six.
    static bool IsAtWork(DateTimeOffset local) => !Habit.IsWeekend(local) && local.Hour is >= 8 and < 18;

    static List<SourceHour> Hours(DateTimeOffset until, Func<DateTimeOffset, bool> delivers, TimeZoneInfo zone, int days = 21)
    {
        var hours = new List<SourceHour>();
        for (var hour = SourceHour.Of(until).AddDays(-days); hour < until; hour = hour.AddHours(1))
            if (delivers(TimeZoneInfo.ConvertTime(hour, zone))) hours.Add(new SourceHour { Source = "github", HourAt = hour, Deliveries = 5 });
        return hours;
    }

    static HashSet<DateTimeOffset> Always(DateTimeOffset until) =>
        [.. Enumerable.Range(0, 24 * 30).Select(back => SourceHour.Of(until).AddHours(-back))];

    static TimeSpan? Office(DateTimeOffset now) => Habit.QuietAfter(Hours(now, IsAtWork, TimeZoneInfo.Utc), Always(now), now, TimeZoneInfo.Utc);

    [Fact]
    public void ANightAndAWeekendAreNoSilenceAndNoonIs()
    {
        Assert.InRange(Office(Tuesday.AddHours(3))!.Value, TimeSpan.FromHours(9), TimeSpan.FromHours(100));
        Assert.InRange(Office(Tuesday.AddDays(5).AddHours(15))!.Value, TimeSpan.FromHours(46), TimeSpan.FromHours(72));
        Assert.InRange(Office(Tuesday.AddDays(6).AddHours(7))!.Value, TimeSpan.FromHours(62), TimeSpan.FromHours(100));
        Assert.Equal(TimeSpan.FromHours(3), Office(Tuesday.AddHours(13)));
    }

    [Fact]
    public void ASourceThatNeverRestsIsQuietSoonOnAWeekendToo()
    {
        var sunday = Tuesday.AddDays(5).AddHours(15);

        Assert.Equal(TimeSpan.FromHours(3), Habit.QuietAfter(Hours(sunday, _ => true, TimeZoneInfo.Utc), Always(sunday), sunday, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("2026-03-29", "Europe/Berlin")]
    [InlineData("2026-03-29", "UTC")]
    [InlineData("2026-10-25", "Europe/Berlin")]
    [InlineData("2026-10-25", "UTC")]
    public void WhoComesAtEightAsEverIsNotQuietWhenTheClocksChange(string change, string zone)
    {
        var day = DateTimeOffset.Parse(change + "T00:00:00Z", null);
        var told = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var now = day.AddDays(-3).AddMinutes(59); now < day.AddDays(16); now = now.AddHours(1))
        {
            var hours = Hours(now, IsAtWork, Berlin);
            var silence = now - hours[^1].HourAt;

            Assert.True(silence < Habit.QuietAfter(hours, Always(now), now, told), $"quiet at {now:u} after {silence}");
        }
    }

    [Fact]
    public void WhoDiesAtNoonIsQuietBeforeTheDayEnds()
    {
        var died = Tuesday.AddHours(12);
        var now = died.AddHours(4);

        Assert.True(now - died >= Habit.QuietAfter(Hours(died, IsAtWork, TimeZoneInfo.Utc), Always(now), now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void ASilenceThatWasToldOrThatNobodyCouldHearIsNotItsHabit()
    {
        var now = Tuesday.AddHours(15);
        var (from, to) = (Tuesday.AddDays(-4).AddHours(10), Tuesday.AddDays(-4).AddHours(16));
        var hours = Hours(now, _ => true, TimeZoneInfo.Utc).Where(hour => hour.HourAt <= from || hour.HourAt >= to).ToList();
        var told = hours.Append(new SourceHour { Source = "github", HourAt = from.AddHours(3), ToldQuiet = true });
        var away = Always(now).Where(hour => hour != from.AddHours(3)).ToHashSet();

        Assert.Equal(TimeSpan.FromHours(9), Habit.QuietAfter(hours, Always(now), now, TimeZoneInfo.Utc));
        Assert.Equal(TimeSpan.FromHours(3), Habit.QuietAfter(told, Always(now), now, TimeZoneInfo.Utc));
        Assert.Equal(TimeSpan.FromHours(3), Habit.QuietAfter(hours, away, now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void WhoIsNewOrRarelyHeardHasNoHabit()
    {
        var now = Tuesday.AddHours(15);

        Assert.Null(Habit.QuietAfter([], Always(now), now, TimeZoneInfo.Utc));
        Assert.Null(Habit.QuietAfter(Hours(now, _ => true, TimeZoneInfo.Utc, days: 6), Always(now), now, TimeZoneInfo.Utc));
        Assert.Null(Habit.QuietAfter(Hours(now, local => local is { Hour: 9, DayOfWeek: DayOfWeek.Monday }, TimeZoneInfo.Utc), Always(now), now, TimeZoneInfo.Utc));
    }
}
