using System.Net;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

public sealed class CrashTests(ITestOutputHelper output)
{
    // A long run is SLACKAUDIT_TEST_KILLS=200.
    static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_KILLS"), out var kills) ? kills : 5;

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
    public async Task EveryAcknowledgedDeliveryIsThereOnceAndToldHoweverOftenTheProcessIsKilled()
    {
        var random = new Random();
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Load.Settings);
        var load = new Load([service], senders: 6);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Task.Delay(random.Next(50, 700));
            await service.Kill();
            // Now and then it does not even come up before it is killed again.
            for (; kill < Kills && random.Next(4) == 0; kill++) await service.StartAndKill(() => true, TimeSpan.FromMilliseconds(random.Next(1_200)));
            var acknowledged = load.Acknowledged.Keys.ToHashSet();
            await service.StartAgain();
            await LogProof.SoFar(service.Database, acknowledged);
        }
        await Task.Delay(500);
        await load.Stop();

        var events = await LogProof.Of(service.Database, load, slack);
        Assert.True(load.Acknowledged.Count > 20 * Kills, $"Only {load.Acknowledged.Count} were acknowledged, which proves little.");
        output.WriteLine($"{Kills} kills, {load.Acknowledged.Count} deliveries acknowledged, {events} events, {slack.Posts.Count} messages posted.");
    }

    [Fact]
    public async Task AProcessThatIsKilledWhileItMakesTheTablesHoldsUpNoLaterOne()
    {
        var random = new Random();
        await using var service = await RunningService.Start(null, Load.Settings);
        var cut = 0;
        for (var kill = 1; kill <= Math.Max(2, Kills / 4); kill++)
        {
            await service.Kill();
            Directory.Delete(Path.GetDirectoryName(service.File)!, recursive: true);
            await service.StartAndKill(() => File.Exists(service.File + "-migrating"), TimeSpan.FromMilliseconds(random.Next(250)));
            if (File.Exists(service.File + "-migrating")) cut++;
            await service.StartAgain();
            using var taken = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"deploy"}"""));
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
            await LogProof.SoFar(service.Database, ["e1"]);
        }
        output.WriteLine($"{cut} migrations were cut off.");
    }
}
