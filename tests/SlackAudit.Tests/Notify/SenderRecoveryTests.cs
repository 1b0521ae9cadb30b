using Hangfire.States;
using Microsoft.Data.Sqlite;
using SlackAudit.Notify;
using SlackAudit.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class SenderRecoveryTests
{
    [Fact]
    public async Task WhatADeadProcessWasSendingIsTakenOverAfterItsLeaseAndSaysThatItMayBeARepeat()
    {
        await using var desk = await NotifyDesk.Open();
        await desk.Owe("#a", "first", "second");
        var lease = Some.Now + NotificationPost.Lease;
        await desk.Log.Outbox.ChangeAsync(new NotificationChange(1, 0, NotificationState.Sending) { NewAttempts = 1, DueAt = lease }, default);

        desk.Log.Time.SetUtcNow(lease.AddMicroseconds(-1));
        await desk.Send();
        Assert.Empty(desk.Slack.Calls);
        Assert.Contains(desk.Asked, state => state is ScheduledState);
        desk.Log.Time.SetUtcNow(lease);
        await desk.Send();

        Assert.Equal([true, false], desk.Texts.Select(text => text.Contains("may be a repeat", StringComparison.Ordinal)));
        Assert.True((await desk.Row(1)).MayRepeat);
    }

    [Fact]
    public async Task AMessageStaysWithWhoIsStillSendingIt()
    {
        await using var desk = await NotifyDesk.Open();
        await using var other = await desk.Again();
        desk.Slack.Next(StandInAnswer.Hang());
        await desk.Owe("#a", "first");

        var sending = desk.Send();
        await desk.Called(1);
        for (var i = 0; i < 4; i++)
        {
            desk.Log.Time.Advance(TimeSpan.FromSeconds(2));
            while ((await desk.Row(1)).DueAt != desk.Log.Time.GetUtcNow() + NotificationPost.Lease) await Task.Delay(5);
        }
        other.Log.Time.SetUtcNow(desk.Log.Time.GetUtcNow());
        await other.Send();
        Assert.Single(desk.Slack.Calls);
        Assert.True(desk.Log.Time.GetUtcNow() > Some.Now + NotificationPost.Lease);
        desk.Log.Time.Advance(TimeSpan.FromSeconds(10));
        await sending;

        Assert.Equal((NotificationState.Waiting, true), ((await desk.Row(1)).State, (await desk.Row(1)).MayRepeat));
    }

    [Fact]
    public async Task AnEventThatIsGoneIsSaidInTheOutboxAndTheNextGoesOn()
    {
        await using var desk = await NotifyDesk.Open();
        await desk.Log.Outbox.OweAsync(Owed("gone", eventId: 99), default);
        await desk.Log.Outbox.OweAsync(Owed("no such digest", eventId: null), default);
        await desk.Owe("#a", "next");

        await desk.Send();

        Assert.Equal((NotificationState.Failed, "There is nothing to tell any more: event 99 is not in the log."), ((await desk.Row(1)).State, (await desk.Row(1)).Reason));
        Assert.Equal("There is nothing to tell any more: the settings have no digest named no such digest.", (await desk.Row(2)).Reason);
        Assert.Contains("next", Assert.Single(desk.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMessageThatCannotBeMadeIsToldAsSuchAndTheNextGoesOn()
    {
        await using var desk = await NotifyDesk.Open();
        await desk.Owe("#a", "poison", "next");
        await desk.Owe("#b", "other");
        await desk.Sql("UPDATE events SET occurred_at = 922337203685477580 WHERE id = 1");

        await desk.Send();
        var row = await desk.Row(1);
        Assert.Equal((NotificationState.Waiting, false), (row.State, row.MayRepeat));
        Assert.StartsWith("Its message cannot be made", row.Reason, StringComparison.Ordinal);
        Assert.Contains("other", Assert.Single(desk.Texts), StringComparison.Ordinal);
        for (var i = 0; i < 4; i++) await desk.SendWhenDue(1);

        Assert.StartsWith("Event 1 met the rule all, but its message cannot be made", desk.Texts.ElementAt(1), StringComparison.Ordinal);
        Assert.Contains("next", desk.Texts.ElementAt(2), StringComparison.Ordinal);
        Assert.Contains(desk.Lines, line => line.Contains("message of notification 1 could not be made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADatabaseThatIsAwayIsAskedAgainSoon()
    {
        await using var desk = await NotifyDesk.Open();
        await desk.Owe("#a", "first");
        await desk.Sql("ALTER TABLE notifications RENAME TO away");

        await desk.Send();

        Assert.IsType<ScheduledState>(Assert.Single(desk.Asked));
        Assert.Empty(desk.Slack.Calls);
        await desk.Sql("ALTER TABLE away RENAME TO notifications");
        await desk.Send();
        Assert.Single(desk.Slack.Posts);
    }

    [Fact]
    public async Task WhatSlackHasIsRecordedEvenWhenTheDatabaseIsBusyJustThen()
    {
        await using var desk = await NotifyDesk.Open();
        var gate = new Gate();
        desk.Slack.Next(gate.Answer);
        await desk.Owe("#a", "first");
        var sending = desk.Send();
        await desk.Called(1);
        await using (var other = new SqliteConnection($"Data Source={desk.Log.File}"))
        {
            await other.OpenAsync();
            await using var busy = other.BeginTransaction();
            gate.Open();
            // Longer than the writer waits for another process.
            await Task.Delay(2500);
        }
        while (!sending.IsCompleted)
        {
            desk.Log.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50);
        }

        await sending;
        Assert.Equal((NotificationState.Posted, 1), ((await desk.Row(1)).State, (await desk.Row(1)).Attempts));
        Assert.Single(desk.Slack.Posts);
    }

    static Notification Owed(string rule, long? eventId) => new()
    {
        Key = rule,
        About = eventId is null ? NotificationAbout.Digest : NotificationAbout.Event,
        Rule = rule,
        Channel = "#a",
        EventId = eventId,
        PeriodStart = Some.Now.AddDays(-1),
        PeriodEnd = Some.Now,
        CreatedAt = Some.Now,
        DueAt = Some.Now,
    };
}
