using System.Globalization;
using SlackAudit.Notify.Rules;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00-07:00 Europe/Berlin", "2026-03-02T20:59Z", null)]
    [InlineData("22:00-07:00 Europe/Berlin", "2026-03-02T21:00Z", "2026-03-03T06:00Z")]
    [InlineData("22:00-07:00 Europe/Berlin", "2026-03-03T05:59:59Z", "2026-03-03T06:00Z")]
    [InlineData("22:00-07:00 Europe/Berlin", "2026-03-03T06:00Z", null)]
    [InlineData("12:00-13:30 UTC", "2026-03-02T13:29Z", "2026-03-02T13:30Z")]
    [InlineData("12:00-13:30 UTC", "2026-03-02T11:59Z", null)]
    [InlineData("22:00-07:00 America/New_York", "2026-03-02T11:59Z", "2026-03-02T12:00Z")]
    // The night in which Berlin's clocks go from 2:00 to 3:00 has an hour less, the one in which they go back an hour more.
    [InlineData("22:00-07:00 Europe/Berlin", "2026-03-28T21:00Z", "2026-03-29T05:00Z")]
    [InlineData("22:00-07:00 Europe/Berlin", "2026-10-24T20:00Z", "2026-10-25T06:00Z")]
    // What ends at a time that no clock shows that day ends when the clock has passed it.
    [InlineData("22:00-02:30 Europe/Berlin", "2026-03-29T00:59Z", "2026-03-29T01:00Z")]
    [InlineData("22:00-02:30 Europe/Berlin", "2026-03-29T01:00Z", null)]
    [InlineData("02:30-06:00 Europe/Berlin", "2026-03-29T01:00Z", "2026-03-29T04:00Z")]
    [InlineData("02:30-06:00 Europe/Berlin", "2026-03-29T00:59Z", null)]
    // 2:30 comes twice: it is quiet until the second and from the first, and nothing is told in between.
    [InlineData("22:00-02:30 Europe/Berlin", "2026-10-25T00:45Z", "2026-10-25T01:30Z")]
    [InlineData("22:00-02:30 Europe/Berlin", "2026-10-25T01:30Z", null)]
    [InlineData("02:30-06:00 Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T05:00Z")]
    [InlineData("02:30-06:00 Europe/Berlin", "2026-10-25T01:10Z", "2026-10-25T05:00Z")]
    public void TheyEndWhenTheClocksOfTheirZoneSaySo(string hours, string at, string? ends)
    {
        Assert.Equal(ends is null ? null : Instant(ends), QuietHours.Parse(hours)!.EndOf(Instant(at)));
    }

    [Theory]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    public void AFileIsNoZone(string zone) => Assert.Null(QuietHours.Parse($"22:00-07:00 {zone}"));

    [Fact]
    public void WhateverIsHeldBackInAYearIsToldAtSevenWithinTwelveHours()
    {
        foreach (var zone in new[] { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe" })
        {
            var quiet = QuietHours.Parse($"22:00-07:00 {zone}")!;
            for (var at = Instant("2026-01-01T00:00Z"); at.Year == 2026; at += TimeSpan.FromMinutes(17))
            {
                var hour = TimeZoneInfo.ConvertTime(at, quiet.Zone).Hour;
                var end = quiet.EndOf(at);
                Assert.Equal(hour is >= 22 or < 7, end is not null);
                if (end is not { } ended) continue;
                Assert.InRange(ended - at, TimeSpan.FromTicks(1), TimeSpan.FromHours(12));
                Assert.Equal(new TimeOnly(7, 0), TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(ended, quiet.Zone).DateTime));
            }
        }
    }

    [Theory]
    [InlineData("22-7 UTC", "22:00-07:00 UTC")]
    [InlineData("22:00–07:00  Europe/Berlin", "22:00-07:00 Europe/Berlin")]
    [InlineData("10pm-7am UTC", "22:00-07:00 UTC")]
    [InlineData("22:00-07:00", null)]
    [InlineData("22:00-22:00 UTC", null)]
    [InlineData("22:00 UTC", null)]
    [InlineData("25:00-07:00 UTC", null)]
    [InlineData("22:00:30-07:00 UTC", null)]
    [InlineData("22:00-07:00 Nowhere/Here", null)]
    [InlineData("22:00-07:00 ../../etc/passwd", null)]
    [InlineData("at night", null)]
    [InlineData("", null)]
    public void TheyAreReadAsTheyAreWritten(string text, string? read)
    {
        Assert.Equal(read, QuietHours.Parse(text)?.ToString());
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
