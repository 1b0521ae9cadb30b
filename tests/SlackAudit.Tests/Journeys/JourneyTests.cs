using System.Net;
using System.Text.Json;
using SlackAudit.Slack;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

public sealed class JourneyTests
{
    static readonly byte[] DeploymentStatus = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Receive/GitHub/Payloads/deployment_status.created.json"));

    [Fact]
    public async Task AGitHubDeploymentIsReceivedToldAndAskedFor()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);
        var delivery = Guid.NewGuid().ToString();

        using var first = await service.Http.SendAsync(Senders.GitHub("deployment_status", DeploymentStatus, delivery));
        using var again = await service.Http.SendAsync(Senders.GitHub("deployment_status", DeploymentStatus, delivery));

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var post = Assert.Single(await slack.WaitForPosts(1));
        Assert.Equal("#deploys", post.Message.Channel);
        Assert.Contains("Codertocat", post.Message.Text, StringComparison.Ordinal);
        var answer = await Answer(service, slack, "last deploy Hello-World");
        Assert.Contains("Hello-World", answer.Text, StringComparison.Ordinal);
        Assert.Equal(ResponseType.Ephemeral, answer.ResponseType);
        Assert.Single(slack.Posts);
    }

    [Fact]
    public async Task APromotionOnAConvoxV3RackIsReceivedToldAndAskedFor()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);
        const string Body = """{"action":"app:promote:completed","data":{"actor":"alice@example.com","app":"myapp","id":"RABC","rack":"production"},"status":"success","timestamp":"2026-03-02T12:00:00.123456789Z"}""";

        using var answered = await service.Http.SendAsync(Senders.ConvoxV3(Body, DateTimeOffset.UtcNow));

        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
        Assert.Contains("RABC", Assert.Single(await slack.WaitForPosts(1)).Message.Text, StringComparison.Ordinal);
        var answer = await Answer(service, slack, "last deploy myapp");
        Assert.Contains("alice@example.com", answer.Text, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APromotionOnAConvoxV2RackIsReceivedToldAndAskedFor()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);

        foreach (var status in new[] { "start", "success" })
        {
            var body = $$"""{"action":"release:promote","data":{"app":"myapp","id":"RABCDEFGHI","rack":"production"},"status":"{{status}}","timestamp":"{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.fffffff}}Z"}""";
            using var answered = await service.Http.SendAsync(Senders.ConvoxV2(body));
            Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
        }

        Assert.Equal(2, (await slack.WaitForPosts(2)).Count);
        Assert.Contains("RABCDEFGHI", (await Answer(service, slack, "deploys today")).Text, StringComparison.Ordinal);
        Assert.Contains("RABCDEFGHI", (await Answer(service, slack, "last deploy myapp")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatSlackSendsMustBeSignedAndFresh()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);

        using var fresh = await service.Type(slack, "help");
        using var stale = await service.Type(slack, "help", at: DateTimeOffset.UtcNow.AddSeconds(-330));
        using var future = await service.Type(slack, "help", at: DateTimeOffset.UtcNow.AddSeconds(330));
        using var unsigned = await service.Http.PostAsync("/slack/command", new StringContent("command=%2Faudit&text=help"));

        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.All([stale, future, unsigned], refused => Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode));
    }

    [Fact]
    public async Task TheTerminalAnswersLikeSlack()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        using var _ = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"exec","actor":"bob","app":"myapp","scope":"production","outcome":"success","occurred_at":"2026-03-02T12:00:00Z"}"""));

        var (code, text, _) = await service.Run("ask", "last exec in production");
        var (jsonCode, json, _) = await service.Run("ask", "exec", "--json");
        var (_, report, _) = await service.Run("ask", "state myapp", "--json");
        var (wrongCode, _, error) = await service.Run("ask", "lst deploy");

        Assert.Equal((0, 0, 2), (code, jsonCode, wrongCode));
        Assert.Contains("bob", text, StringComparison.Ordinal);
        Assert.Contains("myapp", JsonDocument.Parse(Assert.Single(report.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
        var e = JsonDocument.Parse(Assert.Single(json.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal(("exec", "e1", "2026-03-02T12:00:00", true), (e.GetProperty("action").GetString(), e.GetProperty("source_event_id").GetString(), e.GetProperty("occurred_at").GetString()![..19], e.GetProperty("sensitive").GetBoolean()));
        Assert.Contains("last", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItStopsWhenItIsAskedTo()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);

        Assert.Equal(0, await service.Stop());
    }

    [Fact]
    public async Task ASecretThatCanBeGuessedIsSaidAtTheStart()
    {
        await using var service = await RunningService.Start(null, new() { ["Sources:github:Secrets:0"] = "short" });

        Assert.Contains("Sources:github:Secrets holds a secret of fewer than 16 characters", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rules:0:When", "since 24h", "Rules:0:When")]
    [InlineData("Rules:0:Whem", "deploy", "Did you mean Rules:0:When?")]
    [InlineData("Database:Provider", "Oracle", "Sqlite, SqlServer")]
    [InlineData("Sources:github:Secrets:0", "", "Sources:github:Secrets holds an empty entry")]
    [InlineData("Sources:acme:Secrets:0", "long-enough-secret", "Sources:acme:Type")]
    [InlineData("Digests:0:At", "at nine", "Digests:0:At")]
    [InlineData("Slack:ApiToken", "xoxb-1", "Slack:SigningSecret is missing")]
    public async Task AWrongSettingStopsTheStartWithASentenceThatNamesIt(string key, string value, string said)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-settings-").FullName;
        var settings = Senders.Settings;
        settings["Digests:0:Name"] = "daily";
        settings["Digests:0:Channel"] = "#daily";
        settings[key] = value;

        var (code, _, error) = await RunningService.Run(folder, settings, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Directory.Delete(folder, recursive: true);
    }

    internal static async Task<Message> Answer(RunningService service, SlackStandIn slack, string question)
    {
        using var response = await service.Type(slack, question);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var message = SlackJson.Deserialize(await response.Content.ReadAsStringAsync());
        Assert.Empty(BlockKit.Check(message));
        return message;
    }
}
