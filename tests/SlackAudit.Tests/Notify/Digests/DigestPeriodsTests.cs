using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestPeriodsTests
{
    [Theory]
    // Every day at nine in Berlin: clocks go forward on 29 March, back on 25 October.
    [InlineData("0 9 * * *", "2026-03-02T08:00Z", "2026-03-01T08:00Z", "2026-03-02T08:00Z", "2026-02-28T08:00Z")]
    [InlineData("0 9 * * *", "2026-03-02T07:59:59Z", "2026-02-28T08:00Z", "2026-03-01T08:00Z", "2026-02-27T08:00Z")]
    [InlineData("0 9 * * *", "2026-03-29T12:00Z", "2026-03-28T08:00Z", "2026-03-29T07:00Z", "2026-03-27T08:00Z")]
    [InlineData("0 9 * * *", "2026-03-30T12:00Z", "2026-03-29T07:00Z", "2026-03-30T07:00Z", "2026-03-28T08:00Z")]
    [InlineData("0 9 * * *", "2026-10-25T12:00Z", "2026-10-24T07:00Z", "2026-10-25T08:00Z", "2026-10-23T07:00Z")]
    // At half past two, which 29 March does not have: Cronos rings when the clocks have jumped.
    [InlineData("30 2 * * *", "2026-03-29T12:00Z", "2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-27T01:00Z")]
    // Mondays at nine.
    [InlineData("0 9 * * 1", "2026-04-01T00:00Z", "2026-03-23T08:00Z", "2026-03-30T07:00Z", "2026-03-16T08:00Z")]
    // Working days at nine: a Monday tells of Friday, Saturday and Sunday, against the three days before.
    [InlineData("0 9 * * 1-5", "2026-03-02T09:00Z", "2026-02-27T08:00Z", "2026-03-02T08:00Z", "2026-02-24T08:00Z")]
    // Once a month, against the month before though that is longer, and on leap days.
    [InlineData("0 0 1 * *", "2026-03-15T00:00Z", "2026-01-31T23:00Z", "2026-02-28T23:00Z", "2025-12-31T23:00Z")]
    [InlineData("0 0 1 * *", "2026-04-15T00:00Z", "2026-02-28T23:00Z", "2026-03-31T22:00Z", "2026-01-31T23:00Z")]
    // At half past two, which 25 October has twice: Cronos rings the first time, and the day before is measured from there.
    [InlineData("30 2 * * *", "2026-10-26T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z", "2026-10-24T00:30Z")]
    [InlineData("0 0 29 2 *", "2026-03-15T00:00Z", "2020-02-28T23:00Z", "2024-02-28T23:00Z", "2016-02-28T23:00Z")]
    public void APeriodGoesFromOneTimeOfTheScheduleToTheNext(string cron, string now, string start, string end, string previous)
    {
        var rule = new DigestRule("d", new AuditQuery(), "#d", cron, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        var period = DigestPeriods.Last(rule, At(now))!.Value;

        Assert.Equal((At(start), At(end)), period);
        Assert.Equal(At(previous), DigestPeriods.StartOfPrevious(rule, period.Start, period.End));
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
