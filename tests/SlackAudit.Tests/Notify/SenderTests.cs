using SlackAudit.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class SenderTests
{
    [Fact]
    public async Task WhatIsOwedIsPostedInOrderAndKeptAsItWasPosted()
    {
        await using var desk = await NotifyDesk.Open();
        await desk.Owe("#a", "first", "second", "third");

        await desk.Send();

        Assert.Equal(["Done: first", "Done: second", "Done: third"], desk.Texts.Select(text => text.Split('.')[0]));
        var row = await desk.Row(2);
        var post = desk.Slack.Posts[1];
        Assert.Equal((NotificationState.Posted, 1, false, post.Channel, post.Ts, (string?)null), (row.State, row.Attempts, row.MayRepeat, row.SlackChannel!, row.SlackTs!, row.Reason));
        Assert.Contains("second", row.Message, StringComparison.Ordinal);
        Assert.Equal(("#a", "2"), (post.Message.Channel, post.Message.Metadata!.EventPayload["event_id"]));
        await desk.Send();
        Assert.Equal(3, desk.Slack.Calls.Count);
    }

    [Fact]
    public async Task AChannelThatHangsHoldsUpNoOtherAndOnlyOneOfItsMessagesIsUnderway()
    {
        await using var desk = await NotifyDesk.Open();
        var gate = new Gate();
        desk.Slack.Next(gate.Answer);
        await desk.Owe("#hangs", "h1", "h2", "h3");
        var sending = desk.Send();
        await desk.Called(1);

        await desk.Owe("#lives", "l1", "l2", "l3");
        await desk.Send();
        await desk.Slack.WaitForPosts(4);

        Assert.Equal(["Done: h1", "Done: l1", "Done: l2", "Done: l3"], desk.Texts.Select(text => text.Split('.')[0]));
        Assert.Equal(4, desk.Slack.Calls.Count);
        Assert.False(sending.IsCompleted);
        gate.Open();
        await sending;
        Assert.Equal(["h1", "h2", "h3"], desk.Slack.Posts.Where(post => post.Message.Channel == "#hangs").Select(post => post.Message.Text![6..8]));
        Assert.Equal("C0GATE", (await desk.Row(1)).SlackChannel);
    }

    [Fact]
    public async Task WhatIsCommittedWhileTheSenderIsBusyIsSentByTheSameRun()
    {
        await using var desk = await NotifyDesk.Open();
        var gate = new Gate();
        desk.Slack.Next(gate.Answer);
        await desk.Owe("#a", "first");
        var sending = desk.Send();
        await desk.Called(1);

        await desk.Owe("#a", "second");
        gate.Open();
        await sending;

        Assert.Equal(2, desk.Slack.Posts.Count);
    }

    [Fact]
    public async Task WhatIsCommittedJustAfterTheSenderLookedIsNotMissed()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.RateLimited(9));
        await desk.Owe("#a", "later");
        desk.WhenHangfireIsAsked(async () =>
        {
            await desk.Owe("#b", "meanwhile");
            await desk.Send();
        });

        await desk.Send();

        Assert.Contains("meanwhile", Assert.Single(desk.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatStopsFinishesWhatIsUnderwayAndBeginsNothing()
    {
        await using var desk = await NotifyDesk.Open();
        var gate = new Gate();
        desk.Slack.Next(gate.Answer);
        await desk.Owe("#a", "first", "second");
        using var stop = new CancellationTokenSource();
        var sending = desk.Sender.SendDueAsync(stop.Token);
        await desk.Called(1);

        await stop.CancelAsync();
        Assert.False(sending.IsCompleted);
        gate.Open();
        await sending;

        Assert.Equal((NotificationState.Posted, NotificationState.Pending), ((await desk.Row(1)).State, (await desk.Row(2)).State));
        await desk.Send();
        Assert.Equal(2, desk.Slack.Posts.Count);
        Assert.DoesNotContain(desk.Texts, text => text.Contains("repeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoSendersNeverPostOneNotificationTwiceNorOutOfOrder()
    {
        await using var one = await NotifyDesk.Open();
        var two = await one.Again();
        for (var round = 0; round < 10; round++)
        {
            foreach (var channel in new[] { "#a", "#b", "#c", "#d" }) await one.Owe(channel, $"{round}1", $"{round}2");
            await Task.WhenAll(Task.Run(one.Send), Task.Run(two.Send));
        }
        await one.Send();

        Assert.Equal(80, one.Slack.Posts.Count);
        foreach (var channel in one.Slack.Posts.GroupBy(post => post.Message.Channel))
        {
            var said = channel.Select(post => post.Message.Text!).ToList();
            Assert.Equal(said.Order(StringComparer.Ordinal), said);
        }
        Assert.DoesNotContain(one.Texts, text => text.Contains("repeat", StringComparison.Ordinal));
        await two.Log.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WhateverSlackDoesEveryMessageArrivesInOrderAndOnlyARepeatThatSaysSoComesTwice(int seed)
    {
        await using var desk = await NotifyDesk.Open();
        var random = new Random(seed);
        StandInAnswer[] trouble =
        [
            StandInAnswer.RateLimited(3), StandInAnswer.Http(500), StandInAnswer.Http(503), StandInAnswer.Drop(), StandInAnswer.Drop(happens: true),
            StandInAnswer.Refused("internal_error"), StandInAnswer.Refused("is_archived"), StandInAnswer.Refused("token_revoked"), StandInAnswer.Text("<html>"),
        ];
        for (var i = 0; i < 5; i++) foreach (var channel in new[] { "#a", "#b", "#c" }) await desk.Owe(channel, $"{channel[1]}{i}");
        for (var i = 0; i < 25; i++) desk.Slack.Next(trouble[random.Next(trouble.Length)]);

        for (var tries = 0; (await desk.Log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default)).Count > 0; tries++)
        {
            Assert.InRange(tries, 0, 500);
            await desk.Send();
            if (await desk.Log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default) is { Count: > 0 } left) desk.Log.Time.SetUtcNow(left.Min(row => row.DueAt));
        }

        foreach (var channel in desk.Slack.Posts.GroupBy(post => post.Message.Channel))
        {
            var arrived = channel.Select(post => post.Message.Text![6..8]).ToList();
            Assert.Equal(arrived.Order(StringComparer.Ordinal), arrived);
            Assert.Equal(5, arrived.Distinct().Count());
            var again = channel.GroupBy(post => post.Message.Text![6..8]).SelectMany(same => same.Skip(1));
            Assert.All(again, post => Assert.Contains("may be a repeat", post.Message.Text, StringComparison.Ordinal));
        }
    }
}
