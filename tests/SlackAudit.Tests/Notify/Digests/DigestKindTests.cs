using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestKindTests
{
    static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Pacific/Apia"];

    [Theory]
    [InlineData("0 9 * * *", "Daily", "the day before")]
    [InlineData("0 */6 * * *", "Daily", "the period before")]
    [InlineData("0 9 * * 1-5", "Daily", "the 3 days before")]
    [InlineData("0 9 * * 1,4", "Daily", "the 4 days before")]
    [InlineData("0 9 * * 1", "Weekly", "the week before")]
    [InlineData("0 9 1,15 * *", "Weekly", "the 14 days before")]
    [InlineData("0 9 1 * *", "Monthly", "the month before")]
    [InlineData("0 9 L * *", "Monthly", "the month before")]
    [InlineData("0 9 1 */3 *", "Monthly", "the period before")]
    public void WhatAScheduleIsOfFollowsFromItsPeriod(string cron, string kind, string before)
    {
        var rule = new DigestRule("d", new AuditQuery(), "#d", cron, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var (start, end) = DigestPeriods.Last(rule, At("2026-03-16T08:00Z"))!.Value;

        Assert.Equal((kind, before), (DigestKinds.Of(start, end, rule.TimeZone).ToString(), DigestKinds.Before(start, end, rule.TimeZone)));
    }

    [Fact]
    public void StretchesFollowOneAnotherAndSlackTakesTheirLabels()
    {
        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            for (var end = At("2025-12-29T22:30Z"); end.Year < 2027; end = end.AddHours(37.25))
            {
                foreach (var kind in Enum.GetValues<DigestKind>())
                {
                    var stretches = Stretch.Of(kind, end, zone);

                    Assert.Equal(kind == DigestKind.Daily ? 14 : 12, stretches.Count);
                    Assert.Equal(end, stretches[^1].End);
                    Assert.All(stretches, stretch => Assert.True(stretch.Start < stretch.End && stretch.Label.Length is > 0 and <= 20, $"{zone.Id} {stretch}"));
                    Assert.All(stretches.Zip(stretches.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
                    Assert.Equal(stretches.Count, stretches.Select(stretch => stretch.Label).Distinct().Count());
                }
            }
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-30T07:00Z", "Sat 28 Mar", 23)]
    [InlineData("Europe/Berlin", "2026-10-26T08:00Z", "Sat 24 Oct", 25)]
    [InlineData("America/New_York", "2026-03-09T13:00Z", "Sat 7 Mar", 23)]
    [InlineData("America/New_York", "2026-11-02T14:00Z", "Sat 31 Oct", 25)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T22:30Z", "Sat 4 Apr", 24.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04T22:00Z", "Sat 3 Oct", 23.5)]
    public void ADayIsAsLongAsTheClocksSay(string zone, string end, string day, double hours)
    {
        var stretch = Stretch.Of(DigestKind.Daily, At(end), TimeZoneInfo.FindSystemTimeZoneById(zone)).Single(each => each.Label == day);

        Assert.Equal(TimeSpan.FromHours(hours), stretch.End - stretch.Start);
    }

    [Fact]
    public void ADayThatEndsInTheEveningIsThatDay() =>
        Assert.Equal("Mon 2 Mar", Stretch.Of(DigestKind.Daily, At("2026-03-02T18:00Z"), TimeZoneInfo.Utc)[^1].Label);

    [Fact]
    public void ASundayIsLikeTheSundaysBeforeAndAMonthLikeTheMonthsBefore()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var daily = new DigestRule("d", new AuditQuery(), "#d", "0 9 * * *", berlin);
        var monthly = daily with { At = "0 9 1 * *" };

        Assert.Equal(
            [(At("2026-03-22T08:00Z"), At("2026-03-23T08:00Z")), (At("2026-03-15T08:00Z"), At("2026-03-16T08:00Z")), (At("2026-03-08T08:00Z"), At("2026-03-09T08:00Z"))],
            DigestPeriods.Alike(daily, At("2026-03-29T07:00Z"), At("2026-03-30T07:00Z")));
        Assert.Equal(
            [(At("2026-03-01T08:00Z"), At("2026-04-01T07:00Z")), (At("2026-02-01T08:00Z"), At("2026-03-01T08:00Z")), (At("2026-01-01T08:00Z"), At("2026-02-01T08:00Z"))],
            DigestPeriods.Alike(monthly, At("2026-04-01T07:00Z"), At("2026-05-01T07:00Z")));
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
