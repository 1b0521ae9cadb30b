namespace SlackAudit.Tests.Slack.Sockets;

public sealed class TroubleWithSocketsTests
{
    const string Open = "apps.connections.open";

    [Fact]
    public async Task APeerThatNoLongerAnswersIsNoticedAndWhatCameByItAnswered()
    {
        await using var desk = await SocketDesk.Start();
        var dead = (await desk.Sockets.WaitFor(2))[0];
        dead.Freeze();
        await desk.Sockets.Type("first", dead);
        await desk.Sockets.Type("second", dead);
        await desk.Sockets.WaitFor(3);
        await desk.IsLive(2);
        Assert.Equal(["re: first", "re: second"], (await desk.Slack.WaitForResponses(2)).Select(response => response.Message.Text).Order());
    }

    [Fact]
    public async Task APeerThatAnswersPingsIsLeftAlone()
    {
        await using var desk = await SocketDesk.Start();
        await desk.Sockets.WaitFor(2);
        await Task.Delay(5 * SocketDesk.Hurry.Ping);
        Assert.Equal(2, desk.Sockets.All.Count);
    }

    [Fact]
    public async Task APeerThatDoesNotGreetIsReplaced()
    {
        var silent = 2;
        await using var desk = await SocketDesk.Start(SocketDesk.Hurry with { Hello = TimeSpan.FromMilliseconds(300) }, desk =>
        {
            var hello = desk.Sockets.Hello;
            desk.Sockets.Hello = open => Interlocked.Decrement(ref silent) >= 0 ? null : hello(open);
        });
        await desk.Sockets.WaitFor(2);
        await Task.WhenAll(desk.Sockets.All.Take(2).Select(socket => socket.Ended));
        await desk.IsLive(2);
    }

    [Fact]
    public async Task SlackIsAskedAgainWhenItSays()
    {
        await using var desk = await SocketDesk.Start(before: desk => desk.Slack.Next(StandInAnswer.RateLimited(1), Open, 2));
        await desk.Sockets.WaitFor(2);
        Assert.Equal(4, desk.Slack.Calls.Count(call => call == Open));
        Assert.DoesNotContain(desk.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("invalid_auth", "Make a new app-level token with the scope connections:write")]
    [InlineData("missing_scope", "with the scope connections:write")]
    [InlineData("not_allowed_token_type", "which begins with xapp-")]
    [InlineData("team_disabled", "Check on the app's page")]
    public async Task WhatOnlyAPersonCanMendIsToldOnceAndTriedSlowly(string code, string advice)
    {
        await using var desk = await SocketDesk.Start(before: desk => desk.Slack.Next(StandInAnswer.Refused(code), Open, 1000));
        Assert.Equal(1, await desk.Logged(advice));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.InRange(desk.Slack.Calls.Count(call => call == Open), 2, 2 * 8);
        Assert.Single(desk.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
        desk.Slack.Recover();
        await desk.Sockets.WaitFor(2);
        await desk.Logged("by Socket Mode again");
        Assert.DoesNotContain(desk.Log, line => line.Contains(desk.Sockets.AppLevelToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhateverKeepsAConnectionFromBeingMadeTheNextOneIs()
    {
        await using var desk = await SocketDesk.Start(before: desk =>
        {
            desk.Slack.Next(StandInAnswer.Http(500), Open, 2);
            desk.Slack.Next(StandInAnswer.Drop(), Open, 2);
            foreach (var url in (string[])["", "nonsense", "http://127.0.0.1/", "ws://192.0.2.1/", "ws://127.0.0.1:1/", new Uri(desk.Slack.Origin).GetLeftPart(UriPartial.Authority).Replace("http", "ws", StringComparison.Ordinal)])
                desk.Slack.Next(StandInAnswer.Text($$"""{"ok":true,"url":"{{url}}"}"""), Open);
            desk.Slack.Next(StandInAnswer.Text("""{"ok":true,"url":7}"""), Open);
            desk.Slack.Next(StandInAnswer.Text("""{"ok":true}"""), Open);
        });
        await desk.Sockets.WaitFor(2);
        var (socket, envelope, _) = await desk.Sockets.Type("x");
        await socket.Ack(envelope);
        Assert.DoesNotContain(desk.Log, line => line.Contains("ticket=", StringComparison.Ordinal));
    }
}
