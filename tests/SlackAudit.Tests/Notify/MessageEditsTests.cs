using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class MessageEditsTests
{
    static readonly NotificationRule Everything = new("all", new AuditQuery(), "#a");

    [Fact]
    public async Task AMessageThatSomebodyDeletedIsToldAnew()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Deploy(7, Outcome.Started));
        await desk.Send();
        await desk.Log.Append(Deploy(7, Outcome.Success));
        desk.Slack.Next(StandInAnswer.Refused("message_not_found"), "chat.update");
        await desk.Send();
        await desk.Send();

        Assert.Contains(desk.Slack.Posts, post => post.Message.ThreadTs is null && post.Message.Text!.StartsWith("Done:", StringComparison.Ordinal));
        Assert.Null((await desk.Row(1)).EditDueAt);
    }

    [Fact]
    public async Task AnEditThatFailsIsMadeLaterAndHoldsUpNobody()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Push("alice", "myapp"), Push("alice", "myapp"));
        desk.Slack.Next(StandInAnswer.RateLimited(30), "chat.update");
        await desk.Send();
        await desk.Later(TimeSpan.FromSeconds(11));
        await desk.Log.Append(Push("bob", "myapp"));
        await desk.Send();
        Assert.Equal((2, 0), (desk.Slack.Posts.Count, desk.Slack.Updates.Count));

        await desk.Later(TimeSpan.FromSeconds(30));
        Assert.Contains("1 more like it", Assert.Single(desk.Slack.Updates).Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsToldAnewHasItsTurnInItsChannel()
    {
        await using var desk = await AlikeAsync();
        desk.Slack.Next(StandInAnswer.Refused("is_archived"), "chat.postMessage");
        await desk.Later(TimeSpan.FromSeconds(11));
        await desk.Log.Append(Push("bob", "myapp"));
        await desk.Send();
        Assert.Equal((1, NotificationState.Waiting), (desk.Slack.Posts.Count, (await desk.Row(1)).State));

        await desk.Later(TimeSpan.FromMinutes(1));

        Assert.Equal(["alice", "alice", "bob"], desk.Slack.Posts.Select(post => post.Message.Text!.Split("By ")[1].Split(' ')[0]));
        Assert.Contains("1 more like it", desk.Slack.Posts[1].Message.Text, StringComparison.Ordinal);
        Assert.Equal((desk.Slack.Posts[1].Ts, (DateTimeOffset?)null), ((await desk.Row(1)).SlackTs, (await desk.Row(1)).EditDueAt));
    }

    [Fact]
    public async Task WhatIsToldAnewAndNotConfirmedIsRepeatedOnceAndSaysSo()
    {
        await using var desk = await AlikeAsync();
        desk.Slack.Next(StandInAnswer.Drop(), "chat.postMessage");
        await desk.Later(TimeSpan.FromSeconds(11));
        Assert.Equal((NotificationState.Waiting, true), ((await desk.Row(1)).State, (await desk.Row(1)).MayRepeat));

        await desk.SendWhenDue(1);

        Assert.Equal(2, desk.Slack.Posts.Count);
        Assert.Contains("this may be a repeat", desk.Slack.Posts[1].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsGoneAndOfAFormThatSlackDoesNotTakeIsToldAnew()
    {
        await using var desk = await AlikeAsync(StandInAnswer.Refused("invalid_blocks"));
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Equal(2, desk.Slack.Posts.Count);
    }

    [Fact]
    public async Task AMessageThatIsAlwaysDeletedIsNotPostedAllTheTime()
    {
        await using var desk = await AlikeAsync();
        desk.Slack.Next(StandInAnswer.Refused("message_not_found"), "chat.update", times: 10);
        for (var round = 0; round < 10; round++) await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Equal(2, desk.Slack.Posts.Count);
    }

    // Two alike, of which the first is posted and the second is to be told by an edit that is refused.
    static async Task<NotifyDesk> AlikeAsync(StandInAnswer? before = null)
    {
        var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Push("alice", "myapp"), Push("alice", "myapp"));
        await desk.Send();
        if (before is not null) desk.Slack.Next(before, "chat.update");
        desk.Slack.Next(StandInAnswer.Refused("message_not_found"), "chat.update");
        return desk;
    }

    static AuditEvent Push(string actor, string app) => Some.Event(actor: actor, app: app, action: "push");

    static AuditEvent Deploy(int number, Outcome outcome) =>
        Some.Event(app: "myapp", action: "deploy") with { Outcome = outcome, Target = $"R{number}", Correlation = $"release:production/myapp/R{number}", Summary = $"deploy of R{number}" };
}
