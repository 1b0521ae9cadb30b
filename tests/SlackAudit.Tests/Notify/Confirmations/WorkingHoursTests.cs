using System.Globalization;
using CsCheck;
using SlackAudit.Notify.Confirmations;

namespace SlackAudit.Tests.Notify.Confirmations;

public sealed class WorkingHoursTests
{
    static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    [Theory]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z", "UTC")]
    [InlineData("2026-03-02T16:00:00Z", "2026-03-03T10:00:00Z", "UTC")]
    [InlineData("2026-03-02T15:00:00Z", "2026-03-02T17:00:00Z", "UTC")]
    [InlineData("2026-03-02T03:00:00Z", "2026-03-02T11:00:00Z", "UTC")]
    [InlineData("2026-03-06T16:30:00Z", "2026-03-09T10:30:00Z", "UTC")]
    [InlineData("2026-03-07T12:00:00Z", "2026-03-09T11:00:00Z", "UTC")]
    [InlineData("2026-03-02T17:00:00Z", "2026-03-02T19:00:00Z", "America/New_York")]
    [InlineData("2026-03-02T12:00:00Z", "2026-03-02T16:00:00Z", "America/New_York")]
    [InlineData("2026-03-06T20:00:00Z", "2026-03-06T22:00:00Z", "America/New_York")]
    [InlineData("2026-03-06T21:00:00Z", "2026-03-09T14:00:00Z", "America/New_York")]
    [InlineData("2026-10-30T20:00:00Z", "2026-11-02T15:00:00Z", "America/New_York")]
    [InlineData("2026-03-02T11:00:00Z", "2026-03-03T05:00:00Z", "Asia/Kathmandu")]
    public void TwoHoursOfWorkAreCountedOnWorkingDaysByTheClockOnTheWall(string from, string until, string zone) =>
        Assert.Equal(Time(until), WorkingHours.Usual.After(Time(from), TwoHours, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("00:00-24:00", "2026-03-28T23:30:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("22:00-06:00", "2026-03-28T23:30:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("01:00-04:00", "2026-03-28T23:30:00Z", "2026-03-29T02:00:00Z")]
    [InlineData("02:00-03:00", "2026-03-28T23:30:00Z", "2026-03-31T01:00:00Z")]
    [InlineData("02:00-03:00", "2026-10-24T22:30:00Z", "2026-10-25T02:00:00Z")]
    [InlineData("01:00-02:30", "2026-10-24T22:30:00Z", "2026-10-25T01:30:00Z")]
    public void AnHourThatTheWallSkipsIsNoneAndOneThatItShowsTwiceIsTwo(string hours, string from, string until) =>
        Assert.Equal(Time(until), WorkingHours.Parse($"Sun-Sat {hours}")!.After(Time(from), TwoHours, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Fact]
    public void ItIsWhatCountingMinuteByMinuteSays()
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"];
        var quarters = Gen.Int[0, 95];
        var sample =
            from zone in Gen.Int[0, zones.Length - 1].Select(i => zones[i])
            from begin in quarters
            from end in quarters.Where(end => end != begin)
            from first in Gen.Int[0, 6]
            from count in Gen.Int[1, 7]
            from minute in Gen.Int[0, 366 * 24 * 60]
            from within in Gen.Int[1, 36 * 60]
            select (zone, begin, end, first, count, minute, within);

        sample.Sample(s =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(s.zone);
            var (begin, end) = (TimeSpan.FromMinutes(15 * s.begin), TimeSpan.FromMinutes(15 * s.end));
            DayOfWeek[] days = [.. Enumerable.Range(s.first, s.count).Select(day => (DayOfWeek)(day % 7))];
            var hours = new WorkingHours(days, begin, end > begin ? end : end + TimeSpan.FromDays(1));
            var from = Time("2026-01-01T00:00:00Z").AddMinutes(s.minute);

            var counted = from;
            for (var left = s.within; left > 0; counted = counted.AddMinutes(1))
                if (IsWorking(hours, counted, zone)) left--;

            Assert.Equal(counted, hours.After(from, TimeSpan.FromMinutes(s.within), zone));
        }, iter: 300);
    }

    [Theory]
    [InlineData("09:00-17:00", "Monday Tuesday Wednesday Thursday Friday", 9, 17)]
    [InlineData("Sun-Thu 8:30-16:30", "Sunday Monday Tuesday Wednesday Thursday", 8.5, 16.5)]
    [InlineData("fri-mon 22:00-06:00", "Friday Saturday Sunday Monday", 22, 30)]
    [InlineData("sat 00:00-24:00", "Saturday", 0, 24)]
    public void HoursAreReadAsPeopleWriteThem(string written, string days, double begin, double end)
    {
        var hours = WorkingHours.Parse(written)!;

        Assert.Equal(days, string.Join(' ', hours.Days));
        Assert.Equal((TimeSpan.FromHours(begin), TimeSpan.FromHours(end)), (hours.Begin, hours.End));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9-17")]
    [InlineData("09:00")]
    [InlineData("09:00-25:00")]
    [InlineData("09:00-09:00")]
    [InlineData("24:00-08:00")]
    [InlineData("-09:00-17:00")]
    [InlineData("Mon-Fri-Sun 09:00-17:00")]
    [InlineData("weekdays 09:00-17:00")]
    [InlineData("Mon Fri 09:00-17:00")]
    public void AnythingElseIsNone(string written) => Assert.Null(WorkingHours.Parse(written));

    static bool IsWorking(WorkingHours hours, DateTimeOffset instant, TimeZoneInfo zone)
    {
        var wall = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return new[] { wall.Date, wall.Date.AddDays(-1) }.Any(day => hours.Days.Contains(day.DayOfWeek) && wall >= day + hours.Begin && wall < day + hours.End);
    }

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
