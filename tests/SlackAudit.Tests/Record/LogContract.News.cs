using SlackAudit.Events;
using SlackAudit.Record.News;

namespace SlackAudit.Tests.Record;

/// <summary>What the log had and had not yet is found out by a few seeks, and what is not found out is not claimed.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task WhatWasDoneIsCountedByWhoToWhat()
    {
        await using var log = await NewLog();
        await log.Append(
            Some.Event(app: "Acme/Billing"), Some.Event(app: "acme/billing"), Some.Event(app: "acme/billing", actor: null),
            Some.Event(Actions.Db, app: null, actor: "Bob") with { Target = "prod-db" }, Some.Event(Actions.Login, app: null), Some.Event() with { OccurredAt = Some.Now.AddDays(-1) });

        var doings = await log.Of<LogNews>().DoingsAsync(new AuditQuery { Since = Some.Now, Until = Some.Now.AddDays(1) }, default);

        Assert.Equal(
            [("alice", "acme/billing", true, "deploy", 2L, 1L, 2L), (null, "acme/billing", true, "deploy", 1, 3, 3), ("bob", "prod-db", false, "db", 1, 4, 4), ("alice", null, false, "login", 1, 5, 5)],
            doings.Select(doing => (doing.Actor, doing.Thing, doing.IsApp, doing.Action, doing.Count, doing.FirstId, doing.LastId)));
    }

    [Fact]
    public async Task WhetherItHappenedBeforeIsSoughtByAnyOfItsNames()
    {
        await using var log = await NewLog();
        Assert.Null(await log.Of<LogNews>().BeginsAtAsync(default));
        await log.Append(
            Some.Event(app: "acme/billing"), Some.Event(Actions.Exec, app: "shop"), Some.Event("env.change", app: "shop", actor: "bob"),
            Some.Event(Actions.Db, app: null, actor: "bob") with { Target = "prod-db", OccurredAt = Some.Now.AddMinutes(1) });

        Assert.Equal(Some.Now, await log.Of<LogNews>().BeginsAtAsync(default));
        Assert.True(await Happened(new() { Actors = ["alice"], Apps = ["acme/billing"] }));
        Assert.True(await Happened(new() { Actors = ["alice"], Apps = ["shop"] }));
        Assert.True(await Happened(new() { Apps = ["shop"], Actions = ["env.change"] }));
        Assert.False(await Happened(new() { Apps = ["shop"], Actions = ["env"] }));
        Assert.True(await Happened(new() { Actions = ["env.change"] }));
        Assert.True(await Happened(new() { Actors = ["bob"], Targets = ["prod-db"] }, Some.Now.AddMinutes(2)));
        Assert.False(await Happened(new() { Actors = ["bob"], Targets = ["prod-db"] }, Some.Now.AddMinutes(1)));
        Assert.False(await Happened(new() { Actors = ["alice"], Apps = ["other/billing"] }));
        Assert.False(await Happened(new() { Actors = ["bob"], Apps = ["acme/billing"] }));
        Assert.False(await Happened(new() { Actions = ["env.delete"] }));
        Assert.False(await Happened(new() { Apps = ["nowhere"] }));
        Assert.True(await Within(["shop"], [Actions.Exec], Some.Now, Some.Now.AddTicks(10)));
        Assert.False(await Within(["shop"], [Actions.Exec], Some.Now.AddDays(-1), Some.Now));
        Assert.False(await Within(["shop"], [Actions.Deploy], Some.Now, Some.Now.AddDays(1)));

        Task<bool?> Happened(AuditQuery asked, DateTimeOffset? until = null) => log.Of<LogNews>().HappenedAsync(asked, until ?? Some.Now.AddSeconds(1), default);
        Task<bool> Within(string[] apps, string[] actions, DateTimeOffset since, DateTimeOffset until) =>
            log.Of<LogNews>().HappenedWithinAsync(new() { Apps = apps, Actions = actions }, new() { Since = since, Until = until }, default);
    }

    [Fact]
    public async Task WhatWouldTakeALongWalkToFindOutIsNotKnown()
    {
        await using var log = await NewLog();
        // Alice was on shop once, long ago; since then both have had more events than are looked through.
        await log.Append(Some.Event(app: "shop") with { OccurredAt = Some.Now.AddDays(-1) });
        await log.Append([.. Enumerable.Range(0, LogNews.Window + 1).SelectMany(i => new[] { Some.Event(app: "billing"), Some.Event(app: "shop", actor: "bob") })]);
        await log.Append(Some.Event(app: "search", actor: "carol"));
        var news = log.Of<LogNews>();

        Assert.Null(await news.HappenedAsync(new() { Actors = ["alice"], Apps = ["shop"] }, Some.Now.AddDays(1), default));
        // One name with few events is enough to know.
        Assert.False(await news.HappenedAsync(new() { Actors = ["carol"], Apps = ["shop"] }, Some.Now.AddDays(1), default));
        Assert.False(await news.HappenedAsync(new() { Actors = ["alice"], Apps = ["search"] }, Some.Now.AddDays(1), default));
    }
}
