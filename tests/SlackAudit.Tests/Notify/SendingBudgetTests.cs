using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Notify;

namespace SlackAudit.Tests.Notify;

public sealed class SendingBudgetTests
{
    [Fact]
    public void AChannelHasThreeMessagesAtOnceAndThenOneASecond()
    {
        var budget = new SendingBudget(new FakeTimeProvider(Some.Now));

        Assert.Equal([0, 0, 0, 1, 2, 3], Enumerable.Range(0, 6).Select(_ => budget.Post("#a").TotalSeconds));
        Assert.Equal(TimeSpan.Zero, budget.Post("#b"));
    }

    [Fact]
    public void WhateverIsAskedNoChannelAndNoWorkspaceGetsMoreThanItsLimit() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2_000]).Array[1, 300].Sample(asked =>
        {
            var time = new FakeTimeProvider(Some.Now);
            var budget = new SendingBudget(time);
            var posts = new List<(int Channel, DateTimeOffset At)>();
            foreach (var (channel, pause) in asked)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                posts.Add((channel, time.GetUtcNow() + budget.Post($"#{channel}")));
            }
            foreach (var one in posts.GroupBy(post => post.Channel)) AssertWithin(one.Select(post => post.At), burst: 3, perSecond: 1);
            AssertWithin(posts.Select(post => post.At), burst: 60, perSecond: 200 / 60.0);
        });

    [Fact]
    public void EditsHaveABudgetOfTheirOwnAndSayWhenThereIsAnother()
    {
        var time = new FakeTimeProvider(Some.Now);
        var budget = new SendingBudget(time);

        for (var i = 0; i < 10; i++) Assert.Null(budget.Edit());
        Assert.Equal(Some.Now.AddSeconds(1.5), budget.Edit());
        Assert.Equal(Some.Now.AddSeconds(1.5), budget.Edit());
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Null(budget.Edit());
        Assert.NotNull(budget.Edit());
    }

    // In every stretch of time, no more than the burst and what the rate allows in it.
    static void AssertWithin(IEnumerable<DateTimeOffset> instants, int burst, double perSecond)
    {
        var times = instants.Order().ToList();
        for (var i = 0; i < times.Count; i++)
            for (var j = i + burst; j < times.Count; j++)
                Assert.True(j - i + 1 <= burst + (times[j] - times[i]).TotalSeconds * perSecond + 0.001, $"{j - i + 1} within {times[j] - times[i]}");
    }
}
