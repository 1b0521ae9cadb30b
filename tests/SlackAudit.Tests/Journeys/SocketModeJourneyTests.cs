using System.Net;
using System.Net.WebSockets;
using SlackAudit.Tests.Slack;
using SlackAudit.Tests.Slack.Sockets;

namespace SlackAudit.Tests.Journeys;

public sealed class SocketModeJourneyTests
{
    [Fact]
    public async Task AServiceThatSlackCannotReachIsAskedThroughTheConnectionsThatItOpens()
    {
        await using var slack = await SlackStandIn.Start();
        await using var sockets = await SocketStandIn.Start(slack);
        await using var service = await RunningService.Start(null, new(Senders.Settings)
        {
            ["Slack:ApiToken"] = slack.Token,
            ["Slack:AppLevelToken"] = sockets.AppLevelToken,
            ["Slack:ApiUrl"] = slack.ApiUrl,
            ["Slack:ResponseUrlHosts:0"] = new Uri(slack.Origin).Authority,
        });
        using var _ = await service.Http.SendAsync(Senders.Generic($$"""{"id":"e1","action":"deploy","actor":"alice","app":"myapp","outcome":"success","occurred_at":"{{DateTimeOffset.UtcNow:O}}"}"""));
        var first = Assert.Single(await sockets.WaitFor(1));

        Assert.Contains("alice", await Ask("last deploy myapp", first), StringComparison.Ordinal);
        await first.Disconnect("refresh_requested");
        Assert.Contains("alice", await Ask("last deploy myapp", first), StringComparison.Ordinal);
        var second = (await sockets.WaitFor(2)).Single(socket => socket != first);
        Assert.Contains("myapp", await Ask("who touched myapp today", second), StringComparison.Ordinal);

        using var overHttp = await service.Http.PostAsync("/slack/command", new StringContent("command=%2Faudit"));
        Assert.Equal(HttpStatusCode.NotFound, overHttp.StatusCode);
        var metrics = string.Join('\n', (await service.Http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("slackaudit_slack", StringComparison.Ordinal)));
        foreach (var line in (string[])["slackaudit_slack_sockets{} 2", """slackaudit_slack_sockets_ended_total{reason="refresh_requested"} 1""", """slackaudit_slack_envelopes_total{result="taken",type="slash_commands"} 3"""])
            Assert.True(metrics.Contains(line, StringComparison.Ordinal), $"{line} is not in:\n{metrics}");
        var (_, doctor, _) = await service.Run("doctor");
        Assert.Contains("ok   socket mode", doctor, StringComparison.Ordinal);

        Assert.Equal(0, await service.Stop());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, second.Goodbye);
        Assert.Contains("Slack reaches the service by Socket Mode.", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket=", service.Output, StringComparison.Ordinal);

        async Task<string> Ask(string question, StandInSocket socket)
        {
            var answered = slack.Responses.Count;
            var (_, envelope, url) = await sockets.Type(question, socket);
            await socket.Ack(envelope);
            return (await slack.WaitForResponses(answered + 1)).Single(response => response.ResponseUrl == url).Raw;
        }
    }
}
