using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;

namespace SlackAudit.Tests.Record;

/// <summary>Messages that tell several notifications, on every engine alike.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task TurnsAreTakenByAllProcessesTogetherAndOnceForTheSame()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();
        SendingLimit[] limits = [new("channel #a", TimeSpan.FromSeconds(1), 2), new("posts", TimeSpan.FromSeconds(0.5), 3)];

        var at = new List<double>();
        foreach (var (process, number) in new[] { (log, 1), (other, 2), (log, 3), (other, 3), (other, 4) })
        {
            var turn = new TurnTaken(limits, $"{number}", Some.Now);
            Assert.True(await process.Of<LivingMessages>().ChangeAsync(turn, default));
            at.Add((turn.At - Some.Now).TotalSeconds);
        }

        Assert.Equal([0, 0, 1, 1, 2], at);
        Assert.True(await log.Of<LivingMessages>().ChangeAsync(new TurnsRest(limits[1], Some.Now.AddSeconds(9)), default));
        Assert.False(await other.Of<LivingMessages>().ChangeAsync(new TurnsRest(limits[1], Some.Now.AddSeconds(8)), default));
        var rested = new TurnTaken([limits[1]], "5", Some.Now);
        await other.Of<LivingMessages>().ChangeAsync(rested, default);
        Assert.Equal(Some.Now.AddSeconds(9), rested.At);
    }

    [Fact]
    public async Task WhatIsAlikeJoinsAMessageOnceAndOfOtherKindsNothingDoes()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action, e.Actor), Thing = e.Target }, new OwedNotification("r", "#b") { Kind = "other" }];
        await log.Append(Some.Event(actor: "alice"), Some.Event(actor: "alice"), Some.Event(actor: "Bob😀"), Some.Event(actor: "alice") with { Target = "R1" });
        var living = log.Of<LivingMessages>();
        var head = await Posted(log, 1);
        var second = (await log.Outbox.FindAsync(3, default))!;

        Assert.Equal(1, Assert.Single(await living.OfKindAsync(second, Some.Now.AddMinutes(-1), Some.Now, default)).Id);
        Assert.Equal(2, await living.JoinAsync(Alike(head, Some.Now.AddSeconds(10)), default));
        Assert.Equal(0, await living.JoinAsync(Alike(head, Some.Now.AddSeconds(20)), default));

        Assert.Equal([3L, 7L], (await Rows(log)).Where(row => row is { PartOf: 1, State: NotificationState.Joined }).Select(row => row.Id));
        var told = (await log.Outbox.FindAsync(1, default))!;
        Assert.Equal((1, Some.Now.AddSeconds(10), Some.Now.AddMinutes(10)), (told.Revision, told.EditDueAt, told.LivesUntil));
        var parts = await living.PartsAsync(1, 5, null, default);
        Assert.Equal((2, 4L), (parts.Count, parts.Newest[0].Id));
        Assert.Equal(1, (await living.PartsAsync(1, 5, "R1", default)).Count);
        Assert.Equal(2, await living.CountAsync(1, Some.Now, default));
    }

    [Fact]
    public async Task AMessageIsEditedByOneAndAgainForWhatJoinedMeanwhile()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action, e.Actor) }];
        await log.Append(Some.Event(), Some.Event());
        var living = log.Of<LivingMessages>();
        var head = await Posted(log, 1);
        await living.JoinAsync(Alike(head, Some.Now.AddSeconds(10)), default);
        var due = Assert.Single(await living.EditsAsync(5, default));
        var lease = new EditLease(1, due.EditDueAt!.Value, Some.Now.AddSeconds(30));

        Assert.True(await living.ChangeAsync(lease, default));
        Assert.False(await living.ChangeAsync(lease with { Until = Some.Now.AddSeconds(31) }, default));
        await log.Append(Some.Event());
        await living.JoinAsync(Alike(head, Some.Now), default);
        Assert.True(await living.ChangeAsync(Edit(lease, due.Revision), default));
        var again = (await log.Outbox.FindAsync(1, default))!;
        Assert.Equal((Some.Now.AddSeconds(22), Some.Now.AddSeconds(12), "{}", "1.1"), (again.EditDueAt, again.EditedAt, again.Message, again.SlackTs));

        var second = new EditLease(1, again.EditDueAt!.Value, Some.Now.AddSeconds(60));
        Assert.True(await living.ChangeAsync(second, default));
        Assert.True(await living.ChangeAsync(Edit(second, again.Revision), default));
        Assert.Empty(await living.EditsAsync(5, default));
        Assert.False(await living.ChangeAsync(new EditPutOff(second, null), default));
    }

    [Fact]
    public async Task WhatIsTooMuchIsJoinedByTheBeginningOfItsKindAndWhatIsSensitiveIsNot()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action, e.Actor, e.App) }];
        await log.Append(Some.Event("push", app: "😀"), Some.Event("push", app: "a~z"), Some.Event("push.force"), Some.Event("push") with { Sensitive = true }, Some.Event("push", app: "|"), Some.Event("deploy"));
        var living = log.Of<LivingMessages>();
        await Posted(log, 6);
        var summary = await living.SummarizeAsync(new Notification { Key = "s", About = NotificationAbout.Summary, Rule = "r", Channel = "#a", Thing = "late", CreatedAt = Some.Now, DueAt = Some.Now }, default);
        var (from, to) = Kinds.Range(Kinds.Beginning("r", "push"));

        Assert.Equal([1L, 2, 3, 5], (await living.SummableAsync("#a", Some.Now, 10, default)).Select(row => row.Id));
        Assert.Equal(3, await living.JoinAsync(new Joining(summary, Some.Now) { Which = Joining.Summed, Values = [from, to, long.MaxValue, Some.Now, false], EditDueAt = Some.Now, LivesUntil = Some.Now }, default));
        Assert.Equal([1L, 2, 5], (await Rows(log)).Where(row => row.PartOf == summary.Id).Select(row => row.Id));
        Assert.Equal([Kinds.Beginning("r", "deploy")], await living.KnownAsync("#a", Some.Now, default));
        Assert.Empty(await living.KnownAsync("#a", Some.Now.AddTicks(10), default));
        Assert.Equal([("r", "push", 3)], (await living.PartsAsync(summary.Id, 5, null, default)).Kinds.GroupBy(kind => Kinds.Parts(kind.Kind)).Select(kind => (kind.Key.Rule, kind.Key.Action, kind.Sum(each => each.Count))));
    }

    [Fact]
    public async Task WhatIsGoneFromItsChannelIsOwedAgainWithAllThatJoinedItAndJoinsNothing()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action, e.Actor) }];
        await log.Append(Some.Event(), Some.Event(), Some.Event("push"));
        var living = log.Of<LivingMessages>();
        await living.JoinAsync(Alike(await Posted(log, 1), Some.Now), default);
        var lease = new EditLease(1, Some.Now, Some.Now.AddSeconds(30));
        await living.ChangeAsync(lease, default);

        Assert.True(await living.ChangeAsync(new EditedTooLate(lease, Some.Now, null), default));
        Assert.False(await living.ChangeAsync(new EditedTooLate(lease, Some.Now, Some.Now), default));

        var gone = Assert.Single(await log.Outbox.NextByChannelAsync(Some.Now, default));
        Assert.Equal((1, NotificationState.Waiting, "C1", null, (DateTimeOffset?)null), (gone.Id, gone.State, gone.SlackChannel, gone.SlackTs, gone.EditDueAt));
        Assert.Equal(1, (await living.PartsAsync(1, 5, null, default)).Count);
        var summary = await living.SummarizeAsync(new Notification { Key = "s", About = NotificationAbout.Summary, Rule = "r", Channel = "#a", Thing = "late", CreatedAt = Some.Now, DueAt = Some.Now }, default);
        var (from, to) = Kinds.Range(Kinds.Beginning(gone.Kind!));
        Assert.DoesNotContain(await living.SummableAsync("#a", Some.Now, 10, default), row => row.Id == 1);
        Assert.Equal(0, await living.JoinAsync(new Joining(summary, Some.Now) { Which = Joining.Summed, Values = [from, to, long.MaxValue, Some.Now, false], EditDueAt = Some.Now, LivesUntil = Some.Now }, default));
    }

    [Fact]
    public async Task WhatIsForLaterHoldsUpNobodyAndWhatIsMutedIsKept()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { DueAt = e.Id == 1 ? Some.Now.AddHours(1) : null, Muted = e.Id == 2 ? "Muted by alice until tomorrow: noise." : null }];
        await log.Append(Some.Event(), Some.Event(), Some.Event());

        Assert.Equal(3, Assert.Single(await log.Outbox.NextByChannelAsync(Some.Now, default)).Id);
        Assert.Equal(Some.Now.AddHours(1), await log.Outbox.NextDueAsync(Some.Now, default));
        Assert.Equal(1, Assert.Single(await log.Outbox.NextByChannelAsync(Some.Now.AddHours(1), default)).Id);
        var muted = (await log.Outbox.FindAsync(2, default))!;
        Assert.Equal((NotificationState.Muted, "Muted by alice until tomorrow: noise."), (muted.State, muted.Reason));
    }

    [Fact]
    public async Task WhatFailedIsSentAgainOrDroppedOnceAndTheLogSaysWhoWantedIt()
    {
        await using var log = await NewLog();
        log.Owes = e => e.Source == OwnSource.Name ? [] : [new OwedNotification("r", "#a")];
        await log.Append(Some.Event());
        await log.Outbox.ChangeAsync(new NotificationChange(1, 0, NotificationState.Failed) { DueAt = Some.Now, Reason = "refused" }, default);

        Assert.Null(await log.Outbox.ReplayAsync(1, "alice", null, default));
        Assert.Equal("Message 1 is pending: only what failed or was dropped can be sent again.", await log.Outbox.ReplayAsync(1, "alice", null, default));
        Assert.StartsWith("Say in at most 300", await log.Outbox.DropAsync(1, " \n", "alice", null, default), StringComparison.Ordinal);
        Assert.Null(await log.Outbox.DropAsync(1, "told by hand", "bob", null, default));
        Assert.NotNull(await log.Outbox.DropAsync(1, "again", "bob", null, default));
        Assert.Equal("The outbox has no message 7.", await log.Outbox.ReplayAsync(7, "alice", null, default));

        var row = (await log.Outbox.FindAsync(1, default))!;
        Assert.Equal((NotificationState.Dropped, "Dropped by bob: told by hand"), (row.State, row.Reason));
        Assert.Equal(
            [("notification.replayed", "alice had sent again the message 1 to #a about event 1"), ("notification.dropped", "bob dropped the message 1 to #a about event 1: told by hand")],
            (await log.All()).Where(e => e.Source == OwnSource.Name).Select(e => (e.SourceAction!, e.Summary)));
    }

    [Fact]
    public async Task AnEventWhoseActionIsCutInItsKindIsRecordedAndOwed()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action) }];
        var xs = new string('x', 79);

        Assert.Equal(1, (await log.Append(Some.Event($"{xs}🚀🚀"))).Recorded);

        Assert.Equal($"r|{xs}|", Assert.Single(await Rows(log)).Kind);
    }

    [Fact]
    public async Task NothingJoinsASummaryThatSomebodyHasJustDropped()
    {
        await using var log = await NewLog();
        log.Owes = e => e.Source == OwnSource.Name ? [] : [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action) }];
        await log.Append(Some.Event());
        var living = log.Of<LivingMessages>();
        var summary = await living.SummarizeAsync(new Notification { Key = "s", About = NotificationAbout.Summary, Rule = "r", Channel = "#a", CreatedAt = Some.Now, DueAt = Some.Now }, default);
        Assert.Null(await log.Outbox.DropAsync(summary.Id, "told by hand", "bob", null, default));

        Assert.Equal(0, await living.JoinAsync(Alike(summary, Some.Now) with { Values = [Kinds.Of("r", "deploy")] }, default));
        Assert.Equal(NotificationState.Pending, (await log.Outbox.FindAsync(1, default))!.State);
    }

    [Fact]
    public async Task ForWhatNothingJoinedNoReplyIsOwed()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action) }];
        await log.Append(Some.Event());
        var head = await Posted(log, 1);
        var reply = new Notification { Key = "reply:1:1", About = NotificationAbout.Reply, Rule = "r", Channel = "#a", EventId = 1, PartOf = 1, CreatedAt = Some.Now, DueAt = Some.Now };

        Assert.Equal(0, await log.Of<LivingMessages>().JoinAsync(Alike(head, Some.Now) with { Replies = [reply] }, default));
        Assert.Single(await Rows(log));

        await log.Append(Some.Event());
        Assert.Equal(1, await log.Of<LivingMessages>().JoinAsync(Alike(head, Some.Now) with { Replies = [reply] }, default));
        Assert.Single(await Rows(log), row => row.About == NotificationAbout.Reply);
    }

    [Fact]
    public async Task WhatIsSensitiveBelongsToTheMessageOfItsOwnThingAlone()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Kind = Kinds.Of("r", e.Action, e.Sensitive ? "sensitive" : ""), Thing = e.Target }];
        var (one, two) = (Some.Event() with { Target = "R1" }, Some.Event() with { Target = "R2" });
        await log.Append(one, two, two with { SourceEventId = "2a" }, two with { SourceEventId = "2b", Sensitive = true }, one with { SourceEventId = "1a", Sensitive = true });
        var living = log.Of<LivingMessages>();
        var head = await Posted(log, 1);
        await living.JoinAsync(new Joining(head, Some.Now) { Which = Joining.OfThing, Values = ["R2", (await log.Outbox.FindAsync(2, default))!.Kind!, 2L], EditDueAt = Some.Now, LivesUntil = Some.Now.AddMinutes(10) }, default);
        async Task<long?> Head(long id) => (await living.OfThingAsync((await log.Outbox.FindAsync(id, default))!, Some.Now, default))?.Id;

        Assert.Equal([1L, null, 1L], [await Head(3), await Head(4), await Head(5)]);
    }

    static Joining Alike(Notification head, DateTimeOffset edit) =>
        new(head, Some.Now) { Which = Joining.OfKind, Values = [head.Kind!], EditDueAt = edit, LivesUntil = Some.Now.AddMinutes(10) };

    static Edited Edit(EditLease lease, int revision) => new(lease, revision, Some.Now.AddSeconds(12), Some.Now.AddSeconds(22)) { Message = "{}" };

    static async Task<Notification> Posted(TestLog log, long id)
    {
        await log.Outbox.ChangeAsync(new NotificationChange(id, 0, NotificationState.Posted) { DueAt = Some.Now, SlackChannel = "C1", SlackTs = "1.1", LivesUntil = Some.Now.AddMinutes(10) }, default);
        return (await log.Outbox.FindAsync(id, default))!;
    }

    static async Task<IReadOnlyList<Notification>> Rows(TestLog log) => [.. (await log.Outbox.NewestAsync(1000, default)).OrderBy(row => row.Id)];
}
