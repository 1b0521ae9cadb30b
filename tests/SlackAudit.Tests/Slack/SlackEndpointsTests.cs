using System.Net;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class SlackEndpointsTests : IAsyncLifetime
{
    SlackStandIn slack = null!;

    public async ValueTask InitializeAsync() => slack = await SlackStandIn.Start();

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    [Fact]
    public async Task ACommandIsAnsweredAtOnce()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("you asked & got")));
        var (status, body) = await service.Command("last deploy myapp");
        Assert.Equal(HttpStatusCode.OK, status);
        var message = SlackJson.Deserialize(body);
        Assert.Equal(("you asked & got", ResponseType.Ephemeral), (message.Text, message.ResponseType));
        Assert.Equal(("/audit", "last deploy myapp", "U1", "alice", "C1", "general", "T1", "3.7"), service.Asked!.Fields());
    }

    [Fact]
    public async Task ASlowAnswerFollowsTheAcknowledgement()
    {
        var answer = new TaskCompletionSource<SlashCommandResponse>();
        await using var service = await SlackDoor.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(50) }, _ => answer.Task);
        var url = slack.NewResponseUrl();
        Assert.Equal((HttpStatusCode.OK, ""), await service.Command("slow", responseUrl: url));
        Assert.Empty(slack.Responses);
        answer.SetResult(SlackDoor.Say("late") with { ResponseType = ResponseType.InChannel });
        var response = Assert.Single(await slack.WaitForResponses(1));
        Assert.Equal((url, "late", ResponseType.InChannel), (response.ResponseUrl, response.Message.Text, response.Message.ResponseType));
    }

    [Fact]
    public async Task AServiceThatStopsStillSendsWhatItOwes()
    {
        var answer = new TaskCompletionSource<SlashCommandResponse>();
        var service = await SlackDoor.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(50) }, _ => answer.Task);
        await service.Command("slow", responseUrl: slack.NewResponseUrl());
        var stopped = service.DisposeAsync().AsTask();
        answer.SetResult(SlackDoor.Say("late"));
        await stopped;
        Assert.Single(slack.Responses);
    }

    [Fact]
    public async Task AHandlerThatFailsIsAnAnswerWithAnIdThatIsInTheLog()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => throw new InvalidOperationException("secret detail"));
        var (status, body) = await service.Command("boom");
        var text = SlackJson.Deserialize(body).Text!;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Something went wrong on our side. The log knows it as error ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", body, StringComparison.Ordinal);
        Assert.Contains(service.Log, line => line.Contains(text.Split(' ')[^1].TrimEnd('.'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAnswerThatIsTooLongForSlackIsCutToFit()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say(new string('x', 9000))));
        Assert.Equal(4000 - 3, SlackJson.Deserialize((await service.Command("long")).Body).Text!.Length);
    }

    [Fact]
    public async Task ACommandNobodyAnswersIsSaidSo()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        Assert.Equal("/other&lt;!here&gt; is not a command that this app answers.", SlackJson.Deserialize((await service.Command("x", command: "/other<!here>")).Body).Text);
        Assert.Equal("x", SlackJson.Deserialize((await service.Command("x", command: "/AUDIT")).Body).Text);
    }

    [Theory]
    [InlineData("command")]
    [InlineData("action")]
    [InlineData("options")]
    [InlineData("event")]
    public async Task WhatIsNotSignedIsRefusedEverywhere(string kind)
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, $"/slack/{kind}") { Content = new StringContent("command=%2Faudit&payload={}") };
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Send(unsigned)).Status);
        using var forged = SlackSigner.Request($"/slack/{kind}", "command=%2Faudit", "another secret", service.Now);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Send(forged)).Status);
        using var old = SlackSigner.Request($"/slack/{kind}", "command=%2Faudit", slack.SigningSecret, service.Now.AddMinutes(-6));
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Send(old)).Status);
        Assert.Null(service.Asked);
        Assert.Contains(service.Log, line => line.Contains("Check this machine's clock", StringComparison.Ordinal));
        Assert.DoesNotContain(service.Log, line => line.Contains("audit&", StringComparison.Ordinal) || line.Contains("payload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABodyOverTheCapIsRefusedWhetherItSaysSoOrNot()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        var body = new string('x', 1024 * 1024 + 1);
        using var honest = SlackSigner.Request("/slack/command", body, slack.SigningSecret, service.Now);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await service.Send(honest)).Status);
        using var chunked = SlackSigner.Request("/slack/command", body, slack.SigningSecret, service.Now);
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await service.Send(chunked)).Status);
    }

    [Fact]
    public async Task TheCertificateProbeIsAnsweredAndCarriesNothingIn()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/slack/command") { Content = new StringContent("ssl_check=1&token=x&command=%2Faudit&text=smuggled") };
        Assert.Equal((HttpStatusCode.OK, ""), await service.Send(unsigned));
        Assert.Equal((HttpStatusCode.OK, ""), await service.Signed("command", "ssl_check=1&command=%2Faudit&text=smuggled"));
        Assert.Null(service.Asked);
    }

    [Theory]
    [InlineData("""{"type":"url_verification","token":"x","challenge":"3eZbrw1aB"}""", "3eZbrw1aB")]
    [InlineData("""{"type":"event_callback","event":{"type":"app_home_opened"},"event_id":"E1"}""", "")]
    [InlineData("""{"type":7,"challenge":[]}""", "")]
    [InlineData("""{"type":"url_verification","challenge":"\ud800"}""", "")]
    [InlineData("[1]", "")]
    [InlineData("not json", "")]
    [InlineData("", "")]
    public async Task EventsAreAcknowledged(string body, string answer)
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        Assert.Equal((HttpStatusCode.OK, answer), await service.Signed("event", body, "application/json"));
    }

    [Fact]
    public async Task InPreviewThereIsNothingToCall()
    {
        await using var service = await SlackDoor.Start(new SlackSettings { SigningSecret = slack.SigningSecret }, _ => Task.FromResult(SlackDoor.Say("x")));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Command("x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Signed("event", "{}")).Status);
        Assert.Equal("x", (await service.Dispatcher.Run(new SlashCommand { Command = "/audit" }, default)).Text);
    }

    [Fact]
    public async Task ATokenWithoutAnyWayToKnowSlackStopsTheStart()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SlackDoor.Start(slack.Settings with { SigningSecret = " " }, _ => Task.FromResult(SlackDoor.Say("x"))));
        Assert.Contains("Slack:SigningSecret", refusal.Message, StringComparison.Ordinal);
        await using var socketMode = await SlackDoor.Start(slack.Settings with { SigningSecret = null, AppLevelToken = "xapp-1" }, _ => Task.FromResult(SlackDoor.Say("x")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/command");
        Assert.Equal(HttpStatusCode.NotFound, (await socketMode.Send(request)).Status);
    }
}
