using Moq;
using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask;

public sealed class AskersTests
{
    // At 03:03 UTC it is still yesterday in New York.
    static readonly AuditEvent LateDeploy = Some.Event() with { OccurredAt = Some.Now.AddHours(-11), Summary = "late deploy" };

    [Fact]
    public async Task TodayIsTheAskersToday()
    {
        await using var desk = await AskDesk.Open(LateDeploy);

        Assert.StartsWith("Nothing", (await desk.Ask("deploys today", "U1")).Text, StringComparison.Ordinal);
        Assert.Contains("late deploy", (await desk.Ask("deploys today", "U2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AZoneIsAskedForOnceInHours()
    {
        await using var desk = await AskDesk.Open();

        await desk.Ask("deploys");
        desk.Log.Time.Advance(TimeSpan.FromHours(5));
        await desk.Ask("deploys");
        desk.Users.Verify(users => users.Info("U1", It.IsAny<CancellationToken>()), Times.Once);
        desk.Log.Time.Advance(TimeSpan.FromHours(2));
        await desk.Ask("deploys");

        desk.Users.Verify(users => users.Info("U1", It.IsAny<CancellationToken>()), Times.Exactly(2));
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData(null)]
    public async Task AZoneThatNobodyKnowsIsUtc(string? zone)
    {
        await using var desk = await AskDesk.Open(LateDeploy);
        desk.Users.Setup(users => users.Info("U1", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U1", Tz = zone });

        Assert.Contains("late deploy", (await desk.Ask("deploys today")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASlackThatHangsIsNotWaitedForLongerThanItsPatience()
    {
        await using var desk = await AskDesk.Open(LateDeploy);
        await using var slack = await SlackStandIn.Start();
        using var http = SlackApiClient.CreateHttpClient();
        var command = desk.Handler(new SlackApiClient(http, slack.Settings, desk.Log.Time));
        slack.Next(StandInAnswer.Hang());

        var answering = command.Handle(AskDesk.Typed("deploys today"), default);
        while (slack.Calls.Count == 0) await Task.Delay(5);
        Assert.False(answering.IsCompleted);
        desk.Log.Time.Advance(Askers.Patience);

        Assert.Contains("late deploy", (await answering).Message.Text, StringComparison.Ordinal);
        await command.Handle(AskDesk.Typed("deploys today"), default);
        Assert.Single(slack.Calls);
    }

    [Fact]
    public async Task WhatWasKnownServesWhileSlackIsAway()
    {
        await using var desk = await AskDesk.Open(LateDeploy);
        await desk.Ask("deploys today");
        desk.Users.Setup(users => users.Info("U1", It.IsAny<CancellationToken>())).ThrowsAsync(new SlackTransientException("away", "unreachable"));
        desk.Log.Time.Advance(TimeSpan.FromHours(7));

        Assert.StartsWith("Nothing", (await desk.Ask("deploys today")).Text, StringComparison.Ordinal);
    }
}
