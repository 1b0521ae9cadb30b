using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record;

public abstract partial class LogContract
{
    // Some.Now is a Monday, 14:03 UTC: every hour of the fourteen days before, something came.
    static async Task<TestLog> Habitual(TestLog log)
    {
        await using var db = await log.Contexts.CreateDbContextAsync();
        var first = SourceHour.Of(Some.Now).AddDays(-Habit.Days);
        for (var hour = first; hour < Some.Now; hour = hour.AddHours(1))
        {
            db.SourceHours.Add(new SourceHour { Source = "generic", HourAt = hour, Deliveries = 3, Events = 4, LagMs = 900 });
            db.SourceHours.Add(new SourceHour { Source = "slackaudit", HourAt = hour });
        }
        await db.SaveChangesAsync();
        await log.Append(Some.Event());
        return log;
    }

    static async Task Listen(TestLog log, TimeSpan time)
    {
        for (var end = log.Time.GetUtcNow() + time; log.Time.GetUtcNow() < end; log.Time.Advance(TimeSpan.FromHours(1)))
            await log.Of<HourCounts>().FlushAsync(default);
    }

    static IEnumerable<string> Watched(IEnumerable<AuditEvent> events) => events.Where(e => e.Source == "slackaudit").Select(e => $"{e.Action} {e.Target}");

    [Fact]
    public async Task ASourceGoneQuietIsToldOnceThoughThreeInstancesLookAndOnceMoreWhenItIsBack()
    {
        await using var log = await Habitual(await NewLog());
        log.Owes = told => [new OwedNotification("source health", "#ops")];
        await Listen(log, TimeSpan.FromHours(2));
        await log.Of<SourceWatch>().LookAsync(default);
        Assert.Empty(Watched(await log.All()));

        await Listen(log, TimeSpan.FromHours(2));
        await AllLook(log);
        await AllLook(log);

        Assert.Equal(["tamper.quiet generic"], Watched(await log.All()));
        var quiet = (await log.All())[^1];
        Assert.True(quiet.Sensitive);
        Assert.Contains("generic is quiet: it was last heard 4 hours ago (2026-03-02 14:03 UTC)", quiet.Summary, StringComparison.Ordinal);
        Assert.Single(await log.Outbox.NewestAsync(10, default), owed => owed.EventId == quiet.Id);
        Assert.DoesNotContain(await log.Questions.SourcesAsync(default), source => source.Source == "slackaudit");

        await log.Append(Some.Event());
        await AllLook(log);
        await AllLook(log);

        Assert.Equal(["tamper.quiet generic", "tamper.heard generic"], Watched(await log.All()));
        Assert.Contains("heard again, after up to 4 hours", (await log.All())[^1].Summary, StringComparison.Ordinal);

        async Task AllLook(TestLog log)
        {
            var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => log.Again()));
            foreach (var instance in instances)
            {
                instance.Owes = log.Owes;
                instance.Time.SetUtcNow(log.Time.GetUtcNow());
            }
            await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.Of<SourceWatch>().LookAsync(default))));
            foreach (var instance in instances) await instance.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(nameof(Fault.BeforeCommit))]
    [InlineData(nameof(Fault.AfterCommit))]
    public async Task ATurnThatIsCutInTheMiddleIsToldOnceByTheNextProcess(string fault)
    {
        await using var log = await Habitual(await NewLog());
        await Listen(log, TimeSpan.FromHours(4));
        await CutAndLookAgain();
        Assert.Equal(["tamper.quiet generic"], Watched(await log.All()));

        await log.Append(Some.Event());
        await CutAndLookAgain();
        Assert.Equal(["tamper.quiet generic", "tamper.heard generic"], Watched(await log.All()));
        Assert.Equal(2, (await log.Outbox.NewestAsync(10, default)).Count);

        async Task CutAndLookAgain()
        {
            await using var dying = await log.Again();
            dying.Owes = told => [new OwedNotification("source health", "#ops")];
            dying.Time.SetUtcNow(log.Time.GetUtcNow());
            for (var i = 0; i < 4; i++) dying.Faults.Enqueue(Enum.Parse<Fault>(fault));
            await Xunit.Record.ExceptionAsync(() => dying.Of<SourceWatch>().LookAsync(default));

            await using var next = await log.Again();
            next.Owes = dying.Owes;
            next.Time.SetUtcNow(log.Time.GetUtcNow());
            await next.Of<SourceWatch>().LookAsync(default);
            await next.Of<SourceWatch>().LookAsync(default);
        }
    }

    [Fact]
    public async Task WhileTheServiceWasNotThereNobodyWasSilent()
    {
        await using var log = await Habitual(await NewLog());
        await Listen(log, TimeSpan.FromHours(1));

        log.Time.Advance(TimeSpan.FromHours(30));
        await Listen(log, TimeSpan.FromHours(1));
        await log.Of<SourceWatch>().LookAsync(default);
        Assert.Empty(Watched(await log.All()));

        await Listen(log, TimeSpan.FromHours(4));
        await log.Of<SourceWatch>().LookAsync(default);
        Assert.Equal(["tamper.quiet generic"], Watched(await log.All()));
    }

    [Fact]
    public async Task ASilenceThatTheSettingsNameIsToldAndNeverIsNever()
    {
        await using var log = await NewLog();
        await log.Log.AppendAsync("github", [], default, default);
        await log.Log.AppendAsync("convox", [], default, default);
        await log.Log.AppendAsync("removed", [], default, default);
        await Listen(log, TimeSpan.FromHours(4));
        await log.Of<SourceWatch>().LookAsync(default);
        Assert.Empty(Watched(await log.All()));

        await Listen(log, TimeSpan.FromHours(200));
        await log.Of<SourceWatch>().LookAsync(default);

        Assert.Equal(["tamper.quiet github"], Watched(await log.All()));
        Assert.Contains("Sources:github:QuietAfter is 5 hours", (await log.All())[^1].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedDeliveriesAreToldWhenTheyBeginAndWhenTheyEndOnceAnHourAtTheMost()
    {
        await using var log = await NewLog();
        await Refuse(2);
        log.Time.Advance(TimeSpan.FromHours(3));
        await Refuse(1, "too_large");
        await log.Of<SourceWatch>().LookAsync(default);
        Assert.Equal(["tamper.refused github"], Watched(await log.All()));

        log.Time.Advance(TimeSpan.FromMinutes(1));
        await log.Log.AppendAsync("github", [], default, default);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => log.Of<SourceWatch>().LookAsync(default))));
        Assert.Equal(["tamper.refused github", "tamper.accepted github"], Watched(await log.All()));

        log.Time.Advance(TimeSpan.FromHours(2));
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await Refuse(1);
            log.Time.Advance(TimeSpan.FromSeconds(10));
            await log.Log.AppendAsync("github", [], default, default);
            await log.Of<SourceWatch>().LookAtRefusedAsync(default);
            log.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(4, Watched(await log.All()).Count());
        var report = (await log.Of<SourceReports>().MakeAsync(default)).Single(each => each.Source == "github");
        Assert.Equal([("wrong_secret", 7L), ("too_large", 1L)], report.Refused.Select(each => (each.Reason, each.Refused)));
        Assert.Equal(8, report.Health.Refused);
        Assert.False(report.IsRefused);

        Task Refuse(int count, string reason = "wrong_secret") =>
            log.Log.RefusedAsync("github", [Some.Refused("github", count, "the signature does not match", reason) with { LastAt = log.Time.GetUtcNow() }], "203.0.113.7", default);
    }

    [Fact]
    public async Task WhatCameIsCountedByTheHourAndClocksAreReadFromWhatIsFresh()
    {
        await using var log = await NewLog();
        var told = Some.Event() with { OccurredAt = Some.Now.AddMinutes(10) };
        await log.Append(told, Some.Event() with { OccurredAt = Some.Now.AddDays(-3) });
        await log.Append(told);
        await log.Of<HourCounts>().FlushAsync(default);
        log.Time.Advance(TimeSpan.FromHours(2.5));
        await log.Append(Some.Event() with { OccurredAt = log.Time.GetUtcNow().AddMinutes(9) });
        await log.Of<HourCounts>().FlushAsync(default);
        await log.Of<HourCounts>().FlushAsync(default);

        var report = (await log.Of<SourceReports>().MakeAsync(default)).Single(each => each.Source == "generic");

        Assert.Equal((new SourceRate(1, 1), new SourceRate(3, 3)), (report.LastHour, report.LastDay));
        Assert.Equal((true, TimeSpan.FromMinutes(-10), 2L), (report.Skew!.Value.IsAhead, report.Skew.Value.Lag, report.Skew.Value.Ahead));
        Assert.Null(report.QuietAfter);
        await log.Of<LogGauges>().RefreshAsync(default);
    }
}
