using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record;

/// <summary>What an answer that finds nothing says of the times in which nobody could be heard.</summary>
public abstract partial class LogContract
{
    static async Task<IEnumerable<string>> GapsAsync(TestLog log, string question) =>
        (await log.Questions.AskAsync((await log.Questions.ReadAsync(question, Nobody with { Now = log.Time.GetUtcNow() }, default)).Query!, TimeZoneInfo.Utc, 10, null, default))
            .Gaps.Select(gap => $"{gap.Source ?? "all"} {gap.From:dd HH:mm}-{gap.To:dd HH:mm} {gap.Reason}");

    [Fact]
    public async Task ASilenceThatWasToldIsAGapUntilTheSourceIsHeard()
    {
        await using var log = await NewLog();
        await log.Log.AppendAsync("github", [Some.Event("push") with { Source = "github" }], default, default);
        log.Time.Advance(TimeSpan.FromHours(6));
        await log.Of<HourCounts>().FlushAsync(default);
        log.Time.Advance(TimeSpan.FromHours(1));
        foreach (var _ in Enumerable.Range(0, 8))
        {
            await log.Of<HourCounts>().FlushAsync(default);
            await log.Of<SourceWatch>().LookAsync(default);
            log.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Contains("github 02 14:03- Quiet", await GapsAsync(log, "deploys today"));

        await log.Log.AppendAsync("github", [Some.Event("push") with { Source = "github", OccurredAt = log.Time.GetUtcNow() }], default, default);
        await log.Of<SourceWatch>().LookAsync(default);

        var heard = log.Time.GetUtcNow();
        Assert.Contains($"github 02 14:03-{heard:dd HH:mm} Quiet", await GapsAsync(log, "deploys since 24h"));
        Assert.Contains($"github 02 14:03-{heard:dd HH:mm} Quiet", await GapsAsync(log, "deploys from github"));
        Assert.DoesNotContain(await GapsAsync(log, "deploys from convox"), gap => gap.StartsWith("github", StringComparison.Ordinal));
        Assert.DoesNotContain(await GapsAsync(log, "deploys before 2026-03-02 14:00"), gap => gap.StartsWith("github", StringComparison.Ordinal));
        Assert.DoesNotContain(await GapsAsync(log, "deploys since now"), gap => gap.StartsWith("github", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASourceThatIsRemovedFromTheSettingsIsNotWaitedForAnyMore()
    {
        await using var log = await NewLog();
        await log.Log.AppendAsync("removed", [Some.Event("push") with { Source = "removed" }], default, default);
        await log.Log.RefusedAsync("removed", [Some.Refused("removed", 1, "the signature does not match") with { LastAt = Some.Now.AddMinutes(1) }], null, default);
        await using (var db = await log.Contexts.CreateDbContextAsync())
        {
            // It was quiet while the settings had it.
            var state = db.SourceStates.Single(state => state.Source == "removed");
            db.Entry(state).CurrentValues.SetValues(state with { QuietSince = Some.Now });
            await db.SaveChangesAsync();
        }

        await log.Of<HourCounts>().FlushAsync(default);
        log.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["removed 02 14:03- Quiet", "removed 02 14:04- Refused"], (await GapsAsync(log, "deploys")).Order());

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => log.Of<SourceWatch>().LookAsync(default))));
        log.Time.Advance(TimeSpan.FromMinutes(10));
        await log.Of<SourceWatch>().LookAsync(default);

        Assert.Equal(["removed 02 14:03-02 14:33 Quiet", "removed 02 14:04-02 14:33 Refused"], (await GapsAsync(log, "deploys")).Order());
        Assert.Empty(await GapsAsync(log, "deploys since 5m"));
        Assert.Equal(2, (await log.All()).Count(e => e.Action == "tamper.removed" && e.Target == "removed"));
    }

    [Fact]
    public async Task RefusedDeliveriesAreAGapUntilOneIsAccepted()
    {
        await using var log = await NewLog();
        await log.Log.RefusedAsync("convox", [Some.Refused("convox", 2, "the signature does not match")], null, default);
        log.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(["convox 02 14:03- Refused"], await GapsAsync(log, "deploys"));

        await log.Log.AppendAsync("convox", [Some.Event("push") with { Source = "convox" }], default, default);
        await log.Of<SourceWatch>().LookAtRefusedAsync(default);

        // To the hour is how the event that ends it says when it began.
        Assert.Equal(["convox 02 14:00-02 14:23 Refused"], await GapsAsync(log, "deploys"));
        Assert.Empty(await GapsAsync(log, "pushes"));
    }

    [Fact]
    public async Task WhereNoServiceRunsTheTimeSinceItDidIsAGap()
    {
        await using var log = await NewLog();
        await log.Of<HourCounts>().FlushAsync(default);
        log.Time.Advance(TimeSpan.FromMinutes(116));
        Assert.Empty(await GapsAsync(log, "deploys"));

        log.Time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(["all 02 15:00- Away"], await GapsAsync(log, "deploys"));
        Assert.Empty(await GapsAsync(log, "deploys before 2026-03-02 15:00"));
    }

    [Fact]
    public async Task HoursInWhichNothingCouldBeRecordedAreAGapOfEverySource()
    {
        await using var log = await NewLog();
        await log.Of<HourCounts>().FlushAsync(default);
        log.Of<HourCounts>().Delivered("generic", new AppendResult(1, 0), [Some.Event()], Some.Now);
        log.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 4; i++) log.Faults.Enqueue(Fault.BeforeCommit);
        await log.Of<HourCounts>().FlushAsync(default);
        Assert.Empty(log.Faults);
        log.Time.Advance(TimeSpan.FromHours(1));
        await log.Of<HourCounts>().FlushAsync(default);

        Assert.Equal(["all 02 15:00-02 16:00 Away"], await GapsAsync(log, "deploys"));
        await using var db = await log.Contexts.CreateDbContextAsync();
        Assert.Equal(1, db.SourceHours.Single(hour => hour.Source == "generic").Deliveries);
    }

    [Fact]
    public async Task HoursInWhichTheServiceWasAwayAreAGapOfEverySource()
    {
        await using var log = await NewLog();
        foreach (var hours in (int[])[1, 1, 4, 1])
        {
            await log.Of<HourCounts>().FlushAsync(default);
            log.Time.Advance(TimeSpan.FromHours(hours));
        }
        await log.Of<HourCounts>().FlushAsync(default);

        Assert.Equal(["all 02 17:00-02 20:00 Away"], await GapsAsync(log, "deploys from github"));
        Assert.Equal(["all 02 17:00-02 20:00 Away"], await GapsAsync(log, "deploys since 2026-03-02 19:30"));
        Assert.Empty(await GapsAsync(log, "deploys since 2026-03-02 20:00"));
        Assert.Empty(await GapsAsync(log, "deploys before 2026-03-02 17:00"));
    }
}
