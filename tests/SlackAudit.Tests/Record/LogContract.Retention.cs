using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Proof;
using SlackAudit.Record.Retention;
using SlackAudit.Tests.Record.Retention;

namespace SlackAudit.Tests.Record;

/// <summary>What is pruned, what is not, and that the log stays provable.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task WhatIsOlderThanItIsKeptGoesAndTheLogSaysSoAndVerifies()
    {
        await using var log = await NewLog();
        for (var i = 0; i < 12; i++) await log.Append(Some.Event(), Some.Event("push"));
        var third = (await log.All())[2];
        log.Age(31);
        await log.Append(Some.Event());

        var report = await log.Prune(Old.Days(30));

        Assert.Equal([("deploy", 12L), ("push", 12L)], report.Events.Select(action => (action.Key, action.Value)));
        var all = await log.All();
        var said = all.Where(e => e.Source == "slackaudit").ToList();
        Assert.Equal(25, all[0].Id);
        Assert.Equal([26L, 27L, 28L, 29L], said.Select(e => e.Id));
        Assert.All(said, e => Assert.Equal(("delete.prune", true), (e.Action, e.Sensitive)));
        Assert.Equal("pruned 6 events recorded 2026-03-02: 3 deploy, 3 push", said[0].Summary);
        var range = Assert.Single(await log.Ranges());
        Assert.Equal((1L, 24L), (range.FirstId, range.LastId));
        Assert.Equal(1 + 4, await log.Payloads());
        var verdict = await log.Verify();
        Assert.Empty(verdict.Faults);
        Assert.Equal((29L, 24L), (verdict.Events, verdict.Pruned));
        Assert.Equal(range, await log.Of<PrunedEvents>().FindAsync(third.Id, default) is { } found ? found with { Hash = range.Hash } : null);
        Assert.Null(await log.Of<PrunedEvents>().FindAsync(25, default));

        Assert.Empty((await log.Prune(Old.Days(30))).Events);
        Assert.Equal(29, (await log.All())[^1].Id);
    }

    [Fact]
    public async Task RangesThatMeetBecomeOneInWhateverOrderTheyCome()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event("deploy"));
        await log.Append(Some.Event("push"));
        await log.Append(Some.Event("deploy"));
        await log.Append(Some.Event("build"));
        await log.Append(Some.Event("deploy"));
        log.Age(31);
        RetentionSettings Only(params string[] actions) => new() { Actions = actions.ToDictionary(action => action, _ => (int?)30) };

        await log.Prune(Only("push", "build"));
        Assert.Equal([(2L, 2L), (4L, 4L)], (await log.Ranges()).Select(range => (range.FirstId, range.LastId)));
        Assert.Empty((await log.Verify()).Faults);
        await log.Prune(Only("deploy"), most: 2);

        var one = Assert.Single(await log.Ranges());
        Assert.Equal((1L, 5L), (one.FirstId, one.LastId));
        Assert.Empty((await log.Verify()).Faults);
        Assert.Equal(5, (await log.Verify()).Pruned);
    }

    [Fact]
    public async Task PayloadsGoBeforeTheirEventsAndTheLogVerifies()
    {
        await using var log = await NewLog();
        for (var i = 0; i < 8; i++) await log.Append(Some.Event(), Some.Event());
        await log.Log.AppendAsync("generic", [Some.Event()], default, default);
        log.Age(11);
        await log.Append(Some.Event());

        var report = await log.Prune(new RetentionSettings { Days = 20, PayloadDays = 10 });
        var again = await log.Prune(new RetentionSettings { Days = 20, PayloadDays = 10 });

        Assert.Empty(report.Events);
        Assert.Equal(8, Assert.Single(report.Payloads).Value);
        Assert.Empty(again.Payloads);
        var all = await log.All();
        Assert.Null(await log.Questions.PayloadAsync(all[0], default));
        Assert.Equal("pruned 5 kept payloads recorded 2026-03-02: 5 deploy", all[18].Summary);
        Assert.Empty((await log.Verify()).Faults);
        log.Age(10);
        Assert.Equal(17, (await log.Prune(new RetentionSettings { Days = 20, PayloadDays = 10 })).Events["deploy"]);
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task ActionsAreKeptForTheirOwnTimeAndAWholeDeliveryForTheLongestOfItsEvents()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event("env.change"));
        await log.Append(Some.Event("env.read"));
        await log.Append(Some.Event("push"), Some.Event("env.change"));
        await log.Append(Some.Event("tamper.refused"));
        await log.Append(Some.Event("push"));
        log.Age(31);

        var report = await log.Prune(new RetentionSettings { Days = 30, Actions = new Dictionary<string, int?> { ["env"] = 10, ["env.change"] = 3650, ["tamper"] = null } });

        Assert.Equal([("env.read", 1L), ("push", 1L)], report.Events.Select(action => (action.Key, action.Value)));
        Assert.Equal([1L, 3L, 4L, 5L, 7L], (await log.All()).Select(e => e.Id));
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task WhatALegalHoldMeetsStaysWithItsPayload()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "billing"), Some.Event(app: "search"));
        await log.Append(Some.Event(app: "search"));
        log.Age(31);
        var held = new RetentionSettings { Days = 30, PayloadDays = 10, Holds = [new LegalHold("case 7", new AuditQuery { Apps = ["billing"] })] };

        var report = await log.Prune(held);
        var none = await log.Prune(held with { Holds = [new LegalHold("everything", null)] });

        Assert.Equal((1L, 1L, (string?)null), (report.Events["deploy"], report.Kept, report.HeldBy));
        Assert.Equal("everything", none.HeldBy);
        Assert.Equal([1L, 2L, 4L], (await log.All()).Select(e => e.Id));
        Assert.NotNull(await log.Questions.PayloadAsync((await log.All())[0], default));
        Assert.Empty((await log.Verify()).Faults);
        Assert.Equal(2, (await log.Prune(Old.Days(30))).Events["deploy"]);
        Assert.Equal([(1L, 3L)], (await log.Ranges()).Select(range => (range.FirstId, range.LastId)));
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task WhatIsStillOwedStaysAndTheMessagesOfWhatGoesGoWithIt()
    {
        await using var log = await NewLog();
        log.Owes = e => e.App is "told" or "owed" ? [new OwedNotification("all", "#" + e.App)] : [];
        await log.Append(Some.Event(app: "told"));
        await log.Append(Some.Event(app: "owed"));
        var told = (await log.Outbox.OfEventAsync(1, default))[0];
        Assert.True(await log.Outbox.ChangeAsync(new NotificationChange(told.Id, 0, NotificationState.Posted) { DueAt = Some.Now, Message = "{}" }, default));
        log.Age(31);

        Assert.Equal(1, (await log.Prune(Old.Days(30))).Kept);

        Assert.Equal([2L, 3L], (await log.All()).Select(e => e.Id));
        Assert.Equal([2L], (await log.Outbox.NewestAsync(9, default)).Select(n => n.EventId!.Value));
    }

    [Fact]
    public async Task WhatASummaryThatIsOwedTellsStaysUntilItIsTold()
    {
        await using var log = await NewLog();
        log.Owes = e => e.App == "told" ? [new OwedNotification("r", "#a") { Kind = "r|deploy|" }] : [];
        await log.Append(Some.Event(app: "told"));
        var living = log.Of<LivingMessages>();
        var summary = await living.SummarizeAsync(new Notification { Key = "s", About = NotificationAbout.Summary, Rule = "r", Channel = "#a", CreatedAt = Some.Now, DueAt = Some.Now }, default);
        Assert.Equal(1, await living.JoinAsync(new Joining(summary, Some.Now) { Which = Joining.Summed, Values = ["r|deploy|", "r|deploy}", long.MaxValue, Some.Now, false], EditDueAt = Some.Now, LivesUntil = Some.Now }, default));
        log.Age(31);

        Assert.Equal(1, (await log.Prune(Old.Days(30))).Kept);
        await log.Outbox.ChangeAsync(new NotificationChange(summary.Id, 0, NotificationState.Posted) { DueAt = Some.Now }, default);

        Assert.Equal(1, (await log.Prune(Old.Days(30))).Events["deploy"]);
    }

    [Fact]
    public async Task OneOfARunIsToldHoweverManyTransactionsItTakes()
    {
        await using var log = await NewLog();
        log.Owes = e => e.Sensitive ? [new OwedNotification("security", "#security")] : [];
        for (var i = 0; i < 20; i++) await log.Append(Some.Event());
        log.Age(31);

        await log.Prune(Old.Days(30));

        Assert.Equal(4, (await log.All()).Count);
        Assert.Equal(21, Assert.Single(await log.Outbox.NewestAsync(9, default)).EventId);
    }

    [Fact]
    public async Task SeveralPruneAtOnceAndNothingIsPrunedOrSaidTwice()
    {
        await using var one = await NewLog();
        await using var two = await one.Again();
        for (var i = 0; i < 60; i++) await one.Append(Some.Event(i % 3 == 0 ? "deploy" : "push"));
        one.Age(31);
        two.Age(31);

        var reports = await Task.WhenAll(new[] { one, two, one, two }.Select(log => Task.Run(() => log.Retention(Old.Days(30)).RunAsync(false, null, null, default))));
        var rest = await one.Prune(Old.Days(30));

        Assert.Equal(60, reports.Append(rest).Sum(report => report.Events.Values.Sum()));
        Assert.All(reports, report => Assert.True(report.Problem is null or "Another run is pruning this log.", report.Problem));
        var account = (await one.All()).Where(e => e.Source == "slackaudit").ToList();
        Assert.Equal((await one.All()).Count, account.Count);
        Assert.Equal((1L, 60L), (Assert.Single(await one.Ranges()).FirstId, (await one.Ranges())[0].LastId));
        Assert.Empty((await one.Verify()).Faults);
    }

    [Fact]
    public async Task VerifyingWhileSomethingIsPrunedFindsNothingWrong()
    {
        await using var log = await NewLog();
        for (var i = 0; i < 150; i++) await log.Append(Some.Event(i % 4 == 0 ? "deploy" : "push"));
        await log.Of<Checkpoints>().TakeAsync(default);
        log.Age(31);
        var settings = new RetentionSettings { Days = 30, PayloadDays = 20, Actions = new Dictionary<string, int?> { ["deploy"] = null } };

        var pruning = Task.Run(() => log.Prune(settings, most: 2));
        var verdicts = new List<Verdict>();
        do verdicts.Add(await log.Verify());
        while (!pruning.IsCompleted);
        await pruning;
        verdicts.Add(await log.Verify());

        Assert.All(verdicts, verdict => Assert.Empty(verdict.Faults));
        Assert.Equal(112, verdicts[^1].Pruned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFaultInTheMiddleOfAPruneLeavesItDoneOnceOrNotAtAll(bool committed)
    {
        await using var log = await NewLog();
        for (var i = 0; i < 12; i++) await log.Append(Some.Event());
        log.Age(31);
        log.Faults.Enqueue(committed ? Fault.AfterCommit : Fault.BeforeCommit);

        await log.Retention(Old.Days(30)).RunAsync(false, null, null, default);
        Assert.Empty((await log.Verify()).Faults);
        await log.Prune(Old.Days(30));

        Assert.Equal([(1L, 12L)], (await log.Ranges()).Select(range => (range.FirstId, range.LastId)));
        Assert.Equal(3, (await log.All()).Count);
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task AnAnswerAboutATimeOfWhichEventsWerePrunedSaysSo()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(), Some.Event() with { OccurredAt = Some.Now.AddDays(4000) });
        log.Age(31);
        await log.Append(Some.Event() with { OccurredAt = Some.Now.AddDays(31) }, Some.Event() with { OccurredAt = Some.Now.AddDays(31) });
        async Task<DateTimeOffset?> Until(AuditQuery query, int page = 10) => (await log.Questions.AskAsync(query, TimeZoneInfo.Utc, page, null, default)).PrunedUntil;
        Assert.Null(await Until(new AuditQuery()));

        await log.Prune(Old.Days(30));

        Assert.Equal(Some.Now, await Until(new AuditQuery()));
        Assert.Equal(Some.Now, await Until(new AuditQuery { Apps = ["nothing"], Since = Some.Now }));
        Assert.Equal(Some.Now, await Until(new AuditQuery { Shape = QueryShape.Count }));
        Assert.Null(await Until(new AuditQuery { Since = Some.Now.AddDays(1) }));
        Assert.Null(await Until(new AuditQuery { Shape = QueryShape.Last, Limit = 1 }));
        Assert.Null(await Until(new AuditQuery(), page: 1));
    }

    [Fact]
    public async Task WhoKeptACheckpointOfWhatWasPrunedCanStillHoldItAgainstTheLog()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event());
        await log.Append(Some.Event());
        var posted = await log.Of<Checkpoints>().TakeAsync(default);
        await log.Append(Some.Event());
        await log.Append(Some.Event());
        var never = (await log.All())[2];
        log.Age(31);

        await log.Prune(Old.Days(30));

        Assert.Equal([(1L, 4L)], (await log.Ranges()).Select(range => (range.FirstId, range.LastId)));
        var kept = await log.Verify(new CheckpointClaim(2, posted.Hash), new CheckpointClaim(null, posted.Hash));
        var forged = await log.Verify(new CheckpointClaim(2, never.Hash));
        var unknown = await log.Verify(new CheckpointClaim(3, never.Hash));
        Assert.Empty(kept.Faults);
        Assert.Empty(kept.Unknown);
        Assert.Equal(2, Assert.Single(forged.Faults).EventId);
        Assert.Empty(unknown.Faults);
        Assert.Contains("cannot be held against the log any more", Assert.Single(unknown.Unknown), StringComparison.Ordinal);
    }
}
