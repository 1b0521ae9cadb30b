using System.Globalization;
using CsCheck;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Notify;

namespace SlackAudit.Tests.Ask;

public sealed class AnswerChartTests
{
    [Fact]
    public void TheMostFrequentAreDrawnWithHowManyFailed()
    {
        var chart = Chart(CountPer.App, [Count("shop", 7, 2), Count("billing", 3, 0)]);

        Assert.Equal("count deploy per app", chart.Title);
        Assert.Equal(["shop", "billing"], Axes(chart).AxisConfig.Categories);
        Assert.Equal([("All", 7, 3), ("Failed", 2, 0)], Axes(chart).Series.Select(series => (series.Name, series.Data[0].Value, series.Data[1].Value)));
    }

    [Fact]
    public void WhereNothingFailedNothingIsSaidOfIt() => Assert.Equal(["All"], Axes(Chart(CountPer.App, [Count("shop", 7, 0), Count("billing", 3, 0)])).Series.Select(series => series.Name));

    [Fact]
    public void ADayWithoutAnEventIsADay()
    {
        var chart = Chart(CountPer.Day, [Count("2026-03-01", 1, 0), Count("2026-03-04", 2, 1)]);

        Assert.Equal(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"], Axes(chart).AxisConfig.Categories);
        Assert.Equal([1, 0, 0, 2], Axes(chart).Series[0].Data.Select(point => point.Value));
    }

    [Fact]
    public void OfManyDaysTheNewestAreDrawn()
    {
        var chart = Chart(CountPer.Day, [.. Enumerable.Range(0, 50).Select(i => Count(new DateOnly(2026, 1, 1).AddDays(i).ToString("O", CultureInfo.InvariantCulture), i, 0))]);

        Assert.Equal(("2026-01-31", "2026-02-19"), (Axes(chart).AxisConfig.Categories[0], Axes(chart).AxisConfig.Categories[^1]));
        Assert.StartsWith("Newest 20: ", chart.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesThatBeginAlikeStayApart()
    {
        var chart = Chart(CountPer.App, [.. Enumerable.Range(0, 30).Select(i => Count($"a-very-long-name-of-an-app-{i}", 30 - i, 0))]);

        Assert.Equal(20, Axes(chart).AxisConfig.Categories.Distinct().Count(label => label.Length <= 20));
        Assert.StartsWith("Top 20: ", chart.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueryShape.Who, CountPer.Actor, 3)]
    [InlineData(QueryShape.Count, null, 1)]
    [InlineData(QueryShape.Count, CountPer.App, 1)]
    public void WithNothingToCompareThereIsNoChart(QueryShape shape, CountPer? per, int groups) => Assert.Null(AnswerChart.Of(new Answer
    {
        Query = new AuditQuery { Shape = shape, Per = per },
        Tallies = [.. Enumerable.Range(0, groups).Select(i => Count($"{i}", 1, 0))],
    }));

    [Fact]
    public void WhateverIsCountedSlackDrawsIt() =>
        Gen.Select(Gen.OneOf<string>(Gen.OneOf(HostileEvents.Texts.ToArray()), Gen.String).Array[2, 50], Gen.Long[0, long.MaxValue / 2], Gen.Long[0, 9]).Sample((names, count, failed) =>
        {
            var chart = AnswerChart.Of(new Answer { Query = new AuditQuery { Shape = QueryShape.Count, Per = CountPer.Actor, Words = [[names[0]]] }, Tallies = [.. names.Select(name => Count(name, count, failed))] });
            return chart is not null && BlockKit.Check(new Message { Text = "x", Blocks = [chart] }).Count == 0;
        });

    static DataVisualizationBlock Chart(CountPer per, Tally[] tallies) =>
        AnswerChart.Of(new Answer { Query = new AuditQuery { Shape = QueryShape.Count, Per = per, Actions = ["deploy"] }, Tallies = tallies })!;

    static BarChart Axes(DataVisualizationBlock block) => Assert.IsType<BarChart>(block.Chart);

    static Tally Count(string name, long count, long failed) => new(name, count, 0, failed, Some.Now);
}
