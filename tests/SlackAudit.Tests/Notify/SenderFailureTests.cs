using SlackAudit.Notify;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class SenderFailureTests
{
    const string Repeat = "An earlier try was not confirmed, so this may be a repeat.";

    [Fact]
    public async Task ARateLimitWaitsExactlyAsLongAsSlackSaysAndKeepsTheOrder()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.RateLimited(7));
        await desk.Owe("#a", "first", "second");

        await desk.Send();

        var row = await desk.Row(1);
        Assert.Equal((NotificationState.Waiting, Some.Now.AddSeconds(7), false), (row.State, row.DueAt, row.MayRepeat));
        Assert.Contains("7 seconds", row.Reason, StringComparison.Ordinal);
        desk.Log.Time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromMicroseconds(1));
        await desk.Send();
        Assert.Empty(desk.Slack.Posts);
        Assert.Single(desk.Slack.Calls);
        desk.Log.Time.Advance(TimeSpan.FromMicroseconds(1));
        await desk.Send();
        Assert.Equal(["Done: first", "Done: second"], desk.Texts.Select(text => text.Split('.')[0]));
        Assert.DoesNotContain(desk.Texts, text => text.Contains("repeat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    public async Task AServerErrorIsTriedAgainLaterAndLater(int status, bool mayRepeat)
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Http(status), times: 4);
        await desk.Owe("#a", "first");

        for (var seconds = 1; seconds <= 8; seconds *= 2)
        {
            await desk.SendWhenDue(1);
            var row = await desk.Row(1);
            Assert.Equal(NotificationState.Waiting, row.State);
            Assert.InRange((row.DueAt - desk.Log.Time.GetUtcNow()).TotalSeconds, seconds, seconds * 1.25);
            Assert.Contains($"http_{status}", row.Reason, StringComparison.Ordinal);
        }
        await desk.SendWhenDue(1);

        Assert.Equal(mayRepeat, Assert.Single(desk.Texts).Contains(Repeat, StringComparison.Ordinal));
        // What may be there already is not repeated before Slack answers a question that changes nothing.
        Assert.Equal(mayRepeat ? ["chat.postMessage", "auth.test", "auth.test", "auth.test", "auth.test", "chat.postMessage"] : Enumerable.Repeat("chat.postMessage", 5), desk.Slack.Calls);
    }

    [Fact]
    public void TheBackOffEndsAtAFewMinutes()
    {
        var tried = new Notification { Key = "k", Rule = "r", Channel = "#a", CreatedAt = Some.Now, DueAt = Some.Now, Attempts = 1000 };
        var change = SendingFailure.Change(tried, new SlackTransientException("away", "unreachable"), Some.Now);

        Assert.InRange((change.DueAt - Some.Now).TotalSeconds, 300, 375);
    }

    [Fact]
    public async Task AConnectionThatBreaksIsTriedAgain()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Drop());
        await desk.Owe("#a", "first");

        await desk.Send();
        await desk.SendWhenDue(1);

        Assert.Contains(Repeat, Assert.Single(desk.Texts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatMayHaveArrivedIsRepeatedOnceAndSaysSo(bool hangs)
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(hangs ? StandInAnswer.Hang(happens: true) : StandInAnswer.Drop(happens: true));
        await desk.Owe("#a", "first", "second");

        var sending = desk.Send();
        await desk.Slack.WaitForPosts(1);
        if (hangs) desk.Log.Time.Advance(TimeSpan.FromSeconds(10));
        await sending;
        Assert.True((await desk.Row(1)).MayRepeat);
        await desk.SendWhenDue(1);

        Assert.Equal([false, true, false], desk.Texts.Select(text => text.EndsWith($"({Repeat})", StringComparison.Ordinal)));
        Assert.Equal([1, 2, 1], desk.Slack.Posts.Select(post => post.Message.Blocks.Count));
        Assert.Equal("second", desk.Texts.Last()[6..12]);
    }

    [Theory]
    [InlineData("invalid_blocks", true)]
    [InlineData("metadata_too_large", false)]
    public async Task AMessageThatSlackDoesNotDrawIsSentInWordsOnce(string code, bool knownAgain)
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Refused(code));
        await desk.Owe("#a", "first");

        await desk.Send();

        var post = Assert.Single(desk.Slack.Posts);
        Assert.Equal((0, 0, knownAgain, 2), (post.Message.Blocks.Count, post.Message.Attachments.Count, post.Message.Metadata is not null, desk.Slack.Calls.Count));
        Assert.StartsWith("Done: first. By alice (as claimed), app #a, 2026-03-02 14:03 UTC.", post.Message.Text, StringComparison.Ordinal);
        Assert.Equal(NotificationState.Posted, (await desk.Row(1)).State);
        Assert.Contains(desk.Lines, line => line.Contains(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("invalid_blocks", 2, "invalid_blocks")]
    [InlineData("wizard_needed", 1, "Slack answered wizard_needed to chat.postMessage.")]
    public async Task WhatSlackRefusesForGoodFailsWithTheReasonAndTheNextGoesOn(string code, int tries, string reason)
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Refused(code), tries);
        await desk.Owe("#a", "first", "second");

        await desk.Send();

        var row = await desk.Row(1);
        Assert.Equal(NotificationState.Failed, row.State);
        Assert.Contains(reason, row.Reason, StringComparison.Ordinal);
        Assert.Equal("second", Assert.Single(desk.Texts)[6..12]);
        Assert.Contains(desk.Lines, line => line.StartsWith("Error: Notification 1 to #a failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not_in_channel", "/invite @slackaudit")]
    [InlineData("is_archived", "Unarchive that channel")]
    [InlineData("missing_scope", "scope")]
    public async Task WhatSomebodyMustMendIsKeptWithTheReasonAndGoesOnWhenItIsMended(string code, string advice)
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Refused(code), times: 3);
        await desk.Owe("#a", "first", "second");

        for (var i = 0; i < 3; i++) await desk.SendWhenDue(1);

        var row = await desk.Row(1);
        Assert.Equal((NotificationState.Waiting, 3, TimeSpan.FromMinutes(1)), (row.State, row.Attempts, row.DueAt - desk.Log.Time.GetUtcNow()));
        Assert.Contains(advice, row.Reason, StringComparison.Ordinal);
        Assert.Equal(3, desk.Slack.Calls.Count);
        await desk.SendWhenDue(1);
        Assert.Equal(["first.", "second"], desk.Texts.Select(text => text[6..12]));
        Assert.Null((await desk.Row(1)).Reason);
    }

    [Fact]
    public async Task ADeadTokenStopsAllSendingAndOneQuestionAMinuteFindsOutWhenItIsGoodAgain()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Refused("token_revoked"), times: 4);
        await desk.Owe("#a", "a1", "a2");
        await desk.Send();
        foreach (var channel in new[] { "#b", "#c", "#d" }) await desk.Owe(channel, $"{channel[1]}1");
        await desk.Send();

        Assert.Equal(["chat.postMessage"], desk.Slack.Calls);
        Assert.All(await desk.Log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default), row => Assert.Contains("Slack:ApiToken", row.Reason, StringComparison.Ordinal));
        for (var i = 0; i < 3; i++) await desk.Later(TimeSpan.FromMinutes(1));
        Assert.Equal(["chat.postMessage", "auth.test", "auth.test", "auth.test"], desk.Slack.Calls);
        Assert.Single(desk.Lines, line => line.StartsWith("Critical: Slack refuses the token", StringComparison.Ordinal));

        await desk.Later(TimeSpan.FromMinutes(1));
        Assert.Equal(["a1", "a2", "b1", "c1", "d1"], desk.Texts.Select(text => text[6..8]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(desk.Texts, text => text.Contains("repeat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatSlackDoesNotConfirmTwiceIsNotSentAThirdTimeAndIsListedAsFailed()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(StandInAnswer.Drop(happens: true));
        await desk.Owe("#a", "first", "second");
        await desk.Send();
        desk.Slack.Next(StandInAnswer.Text("{\"ok\":true}", "application/json"));
        desk.Slack.Next(StandInAnswer.Drop(happens: true));

        await desk.SendWhenDue(1);

        Assert.Equal(["first.", "first.", "second"], desk.Texts.Select(text => text[6..12]));
        var row = await desk.Row(1);
        Assert.Equal(NotificationState.Failed, row.State);
        Assert.Contains("replay it if it is missing", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFaultOfOursDoesNotBlockAChannelForever()
    {
        var tried = new Notification { Key = "k", Rule = "r", Channel = "#a", CreatedAt = Some.Now, DueAt = Some.Now, Attempts = 9 };
        var again = SendingFailure.Change(tried, new InvalidOperationException(), Some.Now);
        var never = SendingFailure.Change(tried with { Attempts = 10 }, new InvalidOperationException(), Some.Now);

        Assert.Equal((NotificationState.Waiting, NotificationState.Failed), (again.State, never.State));
    }
}
