using System.Net;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>Several processes on one log are one app to Slack, and have its limits together.</summary>
public sealed class SharedLimitsTests
{
    const int Channels = 90;
    const int Busy = 3;

    [Fact]
    public async Task TwoServicesOnOneLogNeverTellMoreThanSlackAllowsOne()
    {
        await using var slack = await SlackStandIn.Start();
        var settings = new Dictionary<string, string> { ["Sources:generic:Secrets:0"] = Senders.GenericSecret };
        for (var channel = 0; channel < Channels; channel++)
        {
            settings[$"Rules:{channel}:Name"] = $"rack{channel}";
            settings[$"Rules:{channel}:When"] = $"in rack{channel}";
            settings[$"Rules:{channel}:Channel"] = $"#rack{channel}";
        }
        await using var one = await RunningService.Start(slack, settings);
        await using var other = await RunningService.Start(slack, settings, one.Folder);

        // More than the workspace may have at once, and in a few channels more than a channel may.
        var events = Enumerable.Range(0, Channels).Select(channel => (channel, "merge"))
            .Concat(Enumerable.Range(0, Busy).SelectMany(channel => new[] { "push", "release", "scale", "ami", "infra", "build", "key", "login" }.Select(action => (channel, action)))).ToList();
        await Parallel.ForEachAsync(events.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (each, cancellation) =>
        {
            var (number, (channel, action)) = each;
            var service = number % 2 == 0 ? one : other;
            using var answer = await service.Http.SendAsync(Senders.Generic($$"""{"id":"e{{number}}","action":"{{action}}","app":"app{{channel}}","scope":"rack{{channel}}"}"""), cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });

        await LogProof.Everything(one.Database, slack);

        Assert.Equal((0, 0), (slack.TooFast, slack.TooFastInAll));
        Assert.Equal(Channels, slack.Posts.Select(post => post.Channel).Distinct().Count());
        Assert.DoesNotContain(slack.Posts, post => post.Message.Text!.Contains("again", StringComparison.OrdinalIgnoreCase));
    }
}
