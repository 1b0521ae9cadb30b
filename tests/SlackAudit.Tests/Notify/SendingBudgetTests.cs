using CsCheck;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Notify;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify;

public sealed class SendingBudgetTests
{
    [Fact]
    public async Task AChannelHasThreeMessagesAtOnceAndThenOneASecondWhicheverProcessesSendThem()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await log.Again();
        SendingBudget[] budgets = [Budget(log), Budget(other)];

        var waits = new List<double>();
        for (var i = 0; i < 6; i++) waits.Add((await budgets[i % 2].PostAsync(Owed(i, "#a"), default)).TotalSeconds);

        Assert.Equal([0, 0, 0, 1, 2, 3], waits);
        Assert.Equal(TimeSpan.Zero, await budgets[0].PostAsync(Owed(6, "#b"), default));
    }

    [Fact]
    public async Task ProcessesThatTryTheSameMessageShareItsTurn()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await log.Again();
        for (var i = 0; i < 3; i++) await Budget(log).PostAsync(Owed(i, "#a"), default);

        Assert.Equal(TimeSpan.FromSeconds(1), await Budget(log).PostAsync(Owed(3, "#a"), default));
        Assert.Equal(TimeSpan.FromSeconds(1), await Budget(other).PostAsync(Owed(3, "#a"), default));
        Assert.Equal(TimeSpan.FromSeconds(2), await Budget(other).PostAsync(Owed(3, "#a") with { Attempts = 1 }, default));
    }

    [Fact]
    public async Task TheWorkspaceHasSixtyAtOnceAndThenTwoHundredAMinuteInAllProcesses()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await log.Again();
        SendingBudget[] budgets = [Budget(log), Budget(other)];

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 70; i++) waits.Add(await budgets[i % 2].PostAsync(Owed(i, $"#{i}"), default));

        Assert.All(waits.Take(60), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => TimeSpan.FromMilliseconds(300 * i)), waits.Skip(60));
    }

    [Fact]
    public void WhateverIsAskedNoChannelAndNoWorkspaceGetsMoreThanItsLimit() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2_000]).Array[1, 300].Sample(asked =>
        {
            var now = Some.Now;
            var limits = Enumerable.Range(0, 4).Select(channel => new SendingLimit($"channel {channel}", TimeSpan.FromSeconds(1), 3)).Append(new SendingLimit("posts", TimeSpan.FromMinutes(1) / 200, 60)).ToArray();
            var next = new DateTimeOffset?[5];
            var posts = new List<(int Channel, DateTimeOffset At)>();
            foreach (var (channel, pause) in asked)
            {
                now += TimeSpan.FromMilliseconds(pause);
                (var mine, next[channel]) = limits[channel].Take(next[channel], now);
                (var ours, next[4]) = limits[4].Take(next[4], now);
                posts.Add((channel, mine > ours ? mine : ours));
            }
            foreach (var one in posts.GroupBy(post => post.Channel)) AssertWithin(one.Select(post => post.At), burst: 3, perSecond: 1);
            AssertWithin(posts.Select(post => post.At), burst: 60, perSecond: 200 / 60.0);
        });

    [Fact]
    public async Task EditsHaveABudgetOfTheirOwnAndSayWhenThereIsAnother()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await log.Again();
        log.Owes = e => [new OwedNotification("all", "#a")];
        for (var i = 0; i < 13; i++) await log.Append(Some.Event());
        var budget = Budget(log);

        for (var i = 1; i <= 10; i++) Assert.Equal((true, null), await Edit(i % 2 == 0 ? log : other, i));
        Assert.Equal((false, Some.Now.AddSeconds(1.5)), await Edit(log, 11));
        Assert.Equal((false, Some.Now.AddSeconds(1.5)), await Edit(other, 11));
        log.Time.Advance(TimeSpan.FromSeconds(1.5));
        // Whose lease is taken costs no turn.
        Assert.Equal((false, null), await budget.EditAsync(Lease(1)));
        Assert.Equal((true, null), await Edit(log, 11));
        Assert.False((await Edit(log, 12)).IsTaken);
        await budget.RestEditsAsync(Some.Now.AddMinutes(1));
        Assert.Equal((false, Some.Now.AddMinutes(1)), await Edit(log, 12));

        async Task<(bool IsTaken, DateTimeOffset? At)> Edit(TestLog process, long id)
        {
            await using var db = await log.Contexts.CreateDbContextAsync();
            await db.Notifications.Where(n => n.Id == id && n.EditDueAt == null).ExecuteUpdateAsync(row => row.SetProperty(n => n.EditDueAt, Some.Now));
            return await new SendingBudget(process.Of<LivingMessages>(), log.Time).EditAsync(Lease(id));
        }
    }

    static EditLease Lease(long id) => new(id, Some.Now, Some.Now.AddSeconds(30));

    static SendingBudget Budget(TestLog log) => new(log.Of<LivingMessages>(), log.Time);

    static Notification Owed(long id, string channel) => new() { Id = id, Key = $"{id}", Rule = "all", Channel = channel, CreatedAt = Some.Now, DueAt = Some.Now };

    // In every stretch of time, no more than the burst and what the rate allows in it.
    static void AssertWithin(IEnumerable<DateTimeOffset> instants, int burst, double perSecond)
    {
        var times = instants.Order().ToList();
        for (var i = 0; i < times.Count; i++)
            for (var j = i + burst; j < times.Count; j++)
                Assert.True(j - i + 1 <= burst + (times[j] - times[i]).TotalSeconds * perSecond + 0.001, $"{j - i + 1} within {times[j] - times[i]}");
    }
}
