using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record.Sources;

public sealed class ClockSkewTests
{
    static ClockSkew? Of(params long?[] lags) =>
        ClockSkew.Of(lags.Select((lag, back) => new SourceHour { Source = "github", HourAt = SourceHour.Of(Some.Now).AddHours(-back), LagMs = lag }), Some.Now);

    [Fact]
    public void QueuesAndRepeatsDoNotLookLikeSkew() => Assert.Equal("in step", SourceSentences.Clock(Of(900, 1200, 3_600_000, 800, 7_200_000)));

    [Fact]
    public void OneWrongTimeIsNoClock() => Assert.False(Of(-86_400_000, 700, 900)!.Value.IsAhead);

    [Fact]
    public void WhatComesFromTheFutureIsSaid() =>
        Assert.Equal("ahead of ours by 10 minutes: what it tells has not happened yet. Set one of the two clocks right", SourceSentences.Clock(Of(-610_000, -605_000, 100)));

    [Fact]
    public void WhatIsAlwaysLateIsSaidButNotWhy() =>
        Assert.Equal("behind ours, or its deliveries are under way for long: what it tells is at least 5 minutes old", SourceSentences.Clock(Of(300_000, 301_000, null)));

    [Fact]
    public void NothingNewIsNothingKnown() => Assert.Equal("not known yet", SourceSentences.Clock(Of(null, null)));
}
