using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>What the log does when its database fails in the middle.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task ADeadlockIsRepeatedWithoutDoubleRows()
    {
        await using var log = await NewLog();
        log.Owes = _ => [new OwedNotification("all", "#all")];
        log.Faults.Enqueue(Fault.BeforeCommit);
        log.Faults.Enqueue(Fault.BeforeCommit);

        var result = await log.Append(Some.Event(), Some.Event());

        Assert.Equal(new AppendResult(2, 0), result);
        Assert.Equal([1L, 2L], (await log.All()).Select(e => e.Id));
        Assert.Equal([1L, 2L], (await log.Outbox.NewestAsync(10, default)).Select(n => n.EventId!.Value).Order());
        Assert.Equal(1, log.Wakes);
        AssertChained(await log.All());
    }

    [Fact]
    public async Task ACommitWhoseAnswerIsLostDoublesNothing()
    {
        await using var log = await NewLog();
        log.Owes = _ => [new OwedNotification("all", "#all")];
        log.Faults.Enqueue(Fault.AfterCommit);

        var result = await log.Append(Some.Event(), Some.Event());
        await log.Append(Some.Event());

        Assert.Equal(new AppendResult(0, 2), result);
        Assert.Equal([1L, 2L, 3L], (await log.All()).Select(e => e.Id));
        Assert.Equal(3, (await log.Outbox.NewestAsync(10, default)).Count);
        Assert.Equal(2, log.Wakes);
        AssertChained(await log.All());
    }

    [Fact]
    public async Task AChangeWhoseAnswerIsLostIsNotMadeTwice()
    {
        await using var log = await NewLog();
        log.Owes = _ => [new OwedNotification("all", "#all")];
        await log.Append(Some.Event());
        var owed = Assert.Single(await log.Outbox.NewestAsync(1, default));
        log.Faults.Enqueue(Fault.AfterCommit);

        await log.Outbox.ChangeAsync(new NotificationChange(owed.Id, 0, NotificationState.Sending) { NewAttempts = 1, DueAt = Some.Now }, default);

        Assert.Equal(1, Assert.Single(await log.Outbox.NewestAsync(10, default)).Attempts);
    }

    [Fact]
    public async Task WhoeverCannotBeServedAfterAFewTriesIsToldSoAndTheNextIsServed()
    {
        await using var log = await NewLog();
        var told = Some.Event();
        for (var i = 0; i < 4; i++) log.Faults.Enqueue(Fault.BeforeCommit);

        await Assert.ThrowsAsync<LogUnavailableException>(() => log.Append(told));

        Assert.Empty(await log.All());
        Assert.Equal(new AppendResult(1, 0), await log.Append(told));
    }
}
