using System.Net;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

public sealed class CrashTests
{
    [Fact]
    public async Task WhatWasOwedWhenTheProcessWasKilledIsPostedOnceAfterARestart()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);
        // Slack asks to wait, so that the message is committed and not posted when the process dies.
        slack.Next(StandInAnswer.RateLimited(3));
        using var answered = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"deploy","actor":"alice","app":"myapp"}"""));
        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);

        await service.Kill();
        Assert.Empty(slack.Posts);
        await service.StartAgain();

        Assert.Contains("myapp", Assert.Single(await slack.WaitForPosts(1)).Message.Text, StringComparison.Ordinal);
        using var again = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"deploy","actor":"alice","app":"myapp"}"""));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Single(slack.Posts);
    }

    [Fact]
    public async Task EveryAcknowledgedDeliveryIsThereOnceHoweverOftenTheProcessIsKilled()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, new() { ["Sources:generic:Secrets:0"] = Senders.GenericSecret });
        var acknowledged = new HashSet<string>();
        var random = new Random(7);
        for (var round = 0; round < 4; round++)
        {
            var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(() => SendUntilDead(service, $"{round}-{sender}"))).ToList();
            await Task.Delay(random.Next(100, 600));
            await service.Kill();
            foreach (var ids in await Task.WhenAll(senders)) acknowledged.UnionWith(ids);
            await service.StartAgain();
        }

        var (_, output, _) = await service.Run("ask", "deploy", "--json");
        var recorded = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("source_event_id").GetString()!).ToList();

        Assert.True(acknowledged.Count > 50, $"Only {acknowledged.Count} were acknowledged, which proves little.");
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Empty(acknowledged.Except(recorded));
    }

    static async Task<List<string>> SendUntilDead(RunningService service, string prefix)
    {
        var acknowledged = new List<string>();
        for (var i = 0; i < 2_000; i++)
        {
            var id = $"{prefix}-{i}";
            try
            {
                using var answer = await service.Http.SendAsync(Senders.Generic($$"""{"id":"{{id}}","action":"deploy","app":"myapp"}"""));
                if (answer.StatusCode == HttpStatusCode.Accepted) acknowledged.Add(id);
            }
            catch (HttpRequestException)
            {
                break;
            }
        }
        return acknowledged;
    }
}
