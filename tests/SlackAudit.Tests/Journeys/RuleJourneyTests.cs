using System.Net;
using System.Text.Json;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

public sealed class RuleJourneyTests
{
    [Fact]
    public async Task ARuleIsMadeTellsIsMutedExplainsAndOutlivesARestart()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);

        var shown = await JourneyTests.Answer(service, slack, "subscribe “exec in staging” here named “staging shells”");
        var button = (Button)shown.Blocks.OfType<ActionsBlock>().Single().Elements.Single();
        await Press(service, slack, button);
        Assert.Contains("Subscribed: <#C0OPS>", (await slack.WaitForResponses(1))[0].Message.Text, StringComparison.Ordinal);
        // The rule is itself an event that somebody should see.
        Assert.Contains("alice subscribed C0OPS", (await slack.WaitForPosts(1))[0].Message.Text, StringComparison.Ordinal);

        await Exec(service, "e1", "myapp", "staging");
        var told = (await slack.WaitForPosts(3)).Single(post => post.Channel == "C0OPS");
        Assert.Contains("bob", told.Message.Text, StringComparison.Ordinal);
        await Press(service, slack, button);
        Assert.Contains("Subscribed", (await slack.WaitForResponses(2))[1].Message.Text, StringComparison.Ordinal);

        Assert.Contains("Muted until", (await JourneyTests.Answer(service, slack, "mute app:billing for 2h because the migration runs")).Text, StringComparison.Ordinal);
        await Exec(service, "e2", "billing", "staging");
        var muted = (await JourneyTests.Answer(service, slack, "why last exec billing")).Text!;
        Assert.Contains("Met the rule *staging shells*", muted, StringComparison.Ordinal);
        Assert.Contains("rule staging shells: muted. alice muted app:billing until", muted, StringComparison.Ordinal);
        var why = (await JourneyTests.Answer(service, slack, "why last exec myapp")).Text!;
        Assert.Contains($"<https://acme.slack.com/archives/C0OPS/p{told.Ts.Replace(".", "", StringComparison.Ordinal)}|the message>", why, StringComparison.Ordinal);
        Assert.Contains("Just not *deploys*", why, StringComparison.Ordinal);

        await service.Kill();
        await service.StartAgain();
        Assert.Contains("*2* muted since", (await JourneyTests.Answer(service, slack, "mutes")).Text, StringComparison.Ordinal);
        Assert.Contains("*staging shells*", (await JourneyTests.Answer(service, slack, "subscriptions")).Text, StringComparison.Ordinal);
        Assert.Contains("Told again", (await JourneyTests.Answer(service, slack, "unmute app:billing")).Text, StringComparison.Ordinal);
        await Exec(service, "e3", "billing", "staging");
        while (slack.Posts.Count(post => post.Channel == "C0OPS") < 2) await slack.WaitForPosts(slack.Posts.Count + 1);
        Assert.Contains("billing", slack.Posts.Last(post => post.Channel == "C0OPS").Message.Text, StringComparison.Ordinal);
    }

    static async Task Exec(RunningService service, string id, string app, string scope)
    {
        var body = $$"""{"id":"{{id}}","action":"exec","actor":"bob","app":"{{app}}","scope":"{{scope}}","outcome":"success"}""";
        using var answered = await service.Http.SendAsync(Senders.Generic(body));
        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
    }

    static async Task Press(RunningService service, SlackStandIn slack, Button button)
    {
        var payload = JsonSerializer.Serialize(new
        {
            type = "block_actions",
            user = new { id = "U0ALICE", username = "alice" },
            team = new { id = "T0ACME" },
            channel = new { id = "C0OPS" },
            container = new { type = "message", message_ts = "1.2", is_ephemeral = true },
            response_url = slack.NewResponseUrl(),
            actions = new[] { new { action_id = button.ActionId, block_id = "b", value = button.Value, type = "button" } },
        });
        using var form = new FormUrlEncodedContent([new("payload", payload)]);
        using var request = SlackSigner.Request("/slack/action", await form.ReadAsStringAsync(), slack.SigningSecret, DateTimeOffset.UtcNow);
        using var answered = await service.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }
}
