using System.Net;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>A service under load whose Slack misbehaves in every way it can, while the process is killed at random.</summary>
public sealed class SlackFaultTests
{
    static readonly StandInAnswer[] Faults =
    [
        StandInAnswer.RateLimited(1), StandInAnswer.Http(500), StandInAnswer.Http(503), StandInAnswer.Text("<html>bad gateway</html>"), StandInAnswer.Drop(), StandInAnswer.Drop(happens: true),
        StandInAnswer.Hang(), StandInAnswer.Hang(happens: true), StandInAnswer.Refused("internal_error"), StandInAnswer.Refused("service_unavailable"),
        StandInAnswer.Refused("token_revoked"), StandInAnswer.Refused("is_archived"),
    ];

    // Of these never two close to each other: a message whose words alone are refused, too, fails for good, as it should.
    static readonly StandInAnswer NotDrawn = StandInAnswer.Refused("invalid_blocks");

    [Fact]
    public async Task WhateverSlackDoesAndWheneverTheProcessDiesNothingIsLostAndOnlyWhatSaysSoIsToldTwice()
    {
        var random = new Random();
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Load.Settings);
        var load = new Load([service], senders: 4);
        for (var kill = 0; kill < 5; kill++)
        {
            slack.Next(NotDrawn, "chat.postMessage");
            for (var fault = 0; fault < 7; fault++)
                slack.Next(Faults[random.Next(Faults.Length)], random.Next(4) == 0 ? "chat.update" : random.Next(8) == 0 ? "auth.test" : "chat.postMessage");
            await Task.Delay(random.Next(300, 3_000));
            await service.Kill();
            await service.StartAgain();
        }
        await Task.Delay(1_000);
        await load.Stop();
        slack.Recover();

        await LogProof.Of(service.Database, load, slack);
        Assert.NotEmpty(slack.Posts);
    }

    [Fact]
    public async Task AStormOverTenChannelsIsToldWithinSlacksLimitsTheFirstOfEachKindByItselfAndAllElseCounted()
    {
        const int Events = 2_000;
        await using var slack = await SlackStandIn.Start();
        var settings = new Dictionary<string, string> { ["Sources:generic:Secrets:0"] = Senders.GenericSecret };
        for (var channel = 0; channel < 10; channel++)
        {
            settings[$"Rules:{channel}:Name"] = $"rack{channel}";
            settings[$"Rules:{channel}:When"] = $"in rack{channel}";
            settings[$"Rules:{channel}:Channel"] = $"#rack{channel}";
        }
        await using var service = await RunningService.Start(slack, settings);
        await Parallel.ForEachAsync(Enumerable.Range(0, Events), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellation) =>
        {
            var action = number > Events - 20 ? "merge" : "push";
            using var answer = await service.Http.SendAsync(Senders.Generic($$"""{"id":"s{{number}}","action":"{{action}}","app":"app{{number}}","actor":"p{{number % 97}}","scope":"rack{{number % 10}}"}"""), cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });

        await LogProof.Everything(service.Database, slack);

        Assert.Equal(0, slack.TooFast);
        var firsts = slack.Posts.Where(post => post.Message.Text!.Contains("merge", StringComparison.Ordinal) && post.Message.Text.StartsWith("Noted:", StringComparison.Ordinal));
        Assert.Equal(10, firsts.Select(post => post.Channel).Distinct().Count());
        Assert.InRange(slack.Posts.Count, 10 * 2, 10 * 25);
    }
}
