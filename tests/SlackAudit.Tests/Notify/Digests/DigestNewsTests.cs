using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestNewsTests
{
    static readonly DateTimeOffset End = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Start = End.AddDays(-1);
    static readonly DigestRule Daily = new("daily", new AuditQuery(), "#a", "0 9 * * *", TimeZoneInfo.Utc);

    [Fact]
    public async Task InItsFirstPeriodNothingIsNew()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(At(Start, Some.Event()), At(Start.AddHours(2), Some.Event(Actions.Exec, actor: "bob")));

        var news = (await Report(log)).News!;

        Assert.Empty(news.New);
        Assert.Empty(news.Stopped);
    }

    [Fact]
    public async Task WhoIsKnownByAnotherNameIsNotNew()
    {
        var people = new PeopleSettings([new("alice", [new("github", "alice-gh"), new(null, "alice@example.com")])], new Dictionary<string, string>());
        await using var log = await TestLog.OnSqlite(people);
        await log.Append(
            At(Start.AddDays(-3), Some.Event(actor: "alice-gh") with { Source = "github" }), At(Start.AddDays(-3), Some.Event(actor: "mallory")),
            At(Start, Some.Event(actor: "alice@example.com") with { Source = "convox" }),
            // The same letters elsewhere may be anybody's: of her it is not claimed that she is new.
            At(Start, Some.Event(actor: "alice-gh") with { Source = "generic" }), At(Start, Some.Event(actor: "zoe")));

        Assert.Equal([(NoveltyKind.Person, "zoe")], (await Report(log)).News!.New.Select(each => (each.Kind, each.First.Actor!)));
    }

    [Fact]
    public async Task WhatOnlyTheLogItselfDidAndWhatHappensAllDayIsNoNews()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(
            At(Start.AddDays(-3), Some.Event()), At(Start, Some.Event(Actions.Read, app: "other", actor: "zed")),
            At(Start, Some.Event("confirm.no", app: null, actor: "yve") with { Source = OwnSource.Name }), At(Start, Some.Event()));

        Assert.Empty((await Report(log)).News!.New);
    }

    [Fact]
    public async Task WhatStoppedIsToldEvenOfADayOnWhichNothingHappened()
    {
        await using var log = await TestLog.OnSqlite();
        // Every Sunday at noon a backup; on three of four days something else.
        await log.Append([.. new[] { 1, 2, 3, 4 }.Select(week => At(Start.AddDays(-7 * week).AddHours(3), Some.Event("db.backup", app: null, actor: "cron") with { Target = "prod-db" }))]);
        await log.Append([.. new[] { 1, 3, 4 }.Select(week => At(Start.AddDays(-7 * week).AddHours(4), Some.Event(Actions.Build)))]);

        var report = await Report(log);

        Assert.Equal([("db.backup", "prod-db", 4 - 3L)], report.News!.Stopped.Select(last => (last.Action, last.Target!, last.Id)));
        var message = DigestMessage.Of(report);
        Assert.StartsWith("daily: nothing was recorded from 2026-03-01 09:00 UTC to 2026-03-02 09:00 UTC (the day before: 0).\nStopped: prod-db db.backup was last done by cron.", message.Text, StringComparison.Ordinal);
        await log.Append(At(Start.AddHours(1), Some.Event("db.backup", app: null, actor: "dave") with { Target = "prod-db" }));
        Assert.Empty((await Report(log)).News!.Stopped);
    }

    [Fact]
    public async Task WhatCannotBeLookedUpInTimeIsCountedAndNotCalledNew()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(At(Start.AddDays(-3), Some.Event()));
        await log.Append([.. Enumerable.Range(0, 400).Select(i => At(Start.AddSeconds(i), Some.Event(app: "myapp", actor: $"user{i}")))]);

        var report = await Report(log);

        // Of three hundred look-ups the first was for the action; the app comes after the people.
        Assert.Equal((300 - 1, 400 - 299 + 1), (report.News!.New.Count, report.News.NotLookedUp));
        var unknown = DigestMessage.Of(report with { News = report.News with { New = [] }, Open = new OpenSessions([], Start.AddDays(-1), 2) });
        Assert.Contains("\nNew: 102 more may be new: looking them up would have taken too long.", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("\nStill open: 2 could not be looked up in time. Of those begun since 2026-02-28 09:00 UTC only.", unknown.Text, StringComparison.Ordinal);
        SlackAssert.Safe(unknown);
        Assert.Contains("… and 289 more. Not in the log before, which begins 2026-02-26 09:00 UTC. 102 more may be new", DigestMessage.Of(report).Text, StringComparison.Ordinal);
    }

    static AuditEvent At(DateTimeOffset at, AuditEvent e) => e with { OccurredAt = at };

    static Task<DigestReport> Report(TestLog log) => DigestDesk.Reports(log).MakeAsync(Daily, Start, End, default);
}
