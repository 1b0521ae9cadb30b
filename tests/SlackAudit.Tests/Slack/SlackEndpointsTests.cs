using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("you asked & got")));
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
        await using var service = await Service.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(50) }, _ => answer.Task);
        var url = slack.NewResponseUrl();
        Assert.Equal((HttpStatusCode.OK, ""), await service.Command("slow", responseUrl: url));
        Assert.Empty(slack.Responses);
        answer.SetResult(Say("late") with { ResponseType = ResponseType.InChannel });
        var response = Assert.Single(await slack.WaitForResponses(1));
        Assert.Equal((url, "late", ResponseType.InChannel), (response.ResponseUrl, response.Message.Text, response.Message.ResponseType));
    }

    [Fact]
    public async Task AServiceThatStopsStillSendsWhatItOwes()
    {
        var answer = new TaskCompletionSource<SlashCommandResponse>();
        var service = await Service.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(50) }, _ => answer.Task);
        await service.Command("slow", responseUrl: slack.NewResponseUrl());
        var stopped = service.DisposeAsync().AsTask();
        answer.SetResult(Say("late"));
        await stopped;
        Assert.Single(slack.Responses);
    }

    [Fact]
    public async Task AHandlerThatFailsIsAnAnswerWithAnIdThatIsInTheLog()
    {
        await using var service = await Service.Start(slack.Settings, _ => throw new InvalidOperationException("secret detail"));
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say(new string('x', 9000))));
        Assert.Equal(4000 - 3, SlackJson.Deserialize((await service.Command("long")).Body).Text!.Length);
    }

    [Fact]
    public async Task ACommandNobodyAnswersIsSaidSo()
    {
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
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
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
        Assert.Equal((HttpStatusCode.OK, answer), await service.Signed("event", body, "application/json"));
    }

    [Fact]
    public async Task APressIsAcknowledgedAndItsAnswerTakesThePlaceOfTheMessage()
    {
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
        var url = slack.NewResponseUrl();
        var payload = $$$"""
            {"type":"block_actions","user":{"id":"U1","username":"alice","team_id":"T1"},"team":{"id":"T1"},"channel":{"id":"C1"},"container":{"message_ts":"1.2"},"response_url":"{{{url}}}","trigger_id":"3.7",
            "actions":[{"action_id":"audit.open","type":"button"},{"action_id":"audit.older","block_id":"b","type":"button","value":"page 2"},{"action_id":"audit.more","type":"overflow","selected_option":{"value":"mute"}}]}
            """;
        Assert.Equal((HttpStatusCode.OK, ""), await service.Signed("action", "payload=" + Uri.EscapeDataString(payload)));
        var responses = await slack.WaitForResponses(2);
        Assert.Equal(["audit.more mute by U1 in C1 at 1.2", "audit.older page 2 by U1 in C1 at 1.2"], responses.Select(response => response.Message.Text).Order());
        Assert.All(responses, response => Assert.True(response.Message.ReplaceOriginal));
    }

    [Fact]
    public async Task ADialogThatWasSentClosesOrSaysWhatIsWrong()
    {
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
        Assert.Equal((HttpStatusCode.OK, ""), await service.Submit("""{"reason":{"text":{"type":"plain_text_input","value":"because"}},"empty":{"text":{"value":null}}}"""));
        var sent = Fill.Sent!;
        Assert.Equal(("fill", "12", "U1", "alice", "T1", "because"), (sent.CallbackId, sent.PrivateMetadata, sent.UserId, sent.UserName, sent.TeamId, sent.Values["reason"]));
        Assert.Equal(["reason"], sent.Values.Keys);
        Assert.Equal(["reason", "empty"], sent.Inputs);
        Assert.Equal(
            (HttpStatusCode.OK, """{"response_action":"errors","errors":{"reason":"Not <that>."}}"""), await service.Submit("""{"reason":{"text":{"value":"wrong"}}}"""));
        Assert.Equal(["users.info"], slack.Calls.Distinct());
    }

    [Fact]
    public async Task ADialogWhoseHandlerFailsOrHangsSaysSo()
    {
        await using var service = await Service.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(100) }, _ => Task.FromResult(Say("x")));
        var (_, failed) = await service.Submit("""{"reason":{"text":{"value":"boom"}}}""");
        Assert.StartsWith("""{"response_action":"errors","errors":{"reason":"Something went wrong on our side. The log knows it as error """, failed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", failed, StringComparison.Ordinal);
        var (_, slow) = await service.Submit("""{"reason":{"text":{"value":"slow"}}}""");
        Assert.Contains("still being worked on", slow, StringComparison.Ordinal);
        Fill.Release.SetResult();
    }

    [Theory]
    [InlineData("""{"type":"view_submission"}""")]
    [InlineData("""{"type":"view_submission","view":[]}""")]
    [InlineData("""{"type":"view_submission","view":{"callback_id":7}}""")]
    [InlineData("""{"type":"view_submission","view":{"callback_id":"nobody","state":null}}""")]
    [InlineData("""{"type":"view_submission","view":{"callback_id":"fill","private_metadata":{},"state":{"values":[]}},"user":"U1"}""")]
    [InlineData("""{"type":"view_submission","view":{"callback_id":"fill","state":{"values":{"a":7,"b":{},"c":{"x":null},"d":{"x":{"value":7}},"\ud800":{"x":{"value":"\ud800"}},"a":{"y":{"value":"twice"}}}}},"user":null}""")]
    public async Task AStrangeDialogIsAcknowledged(string payload)
    {
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
        Assert.Equal((HttpStatusCode.OK, ""), await service.Signed("action", "payload=" + Uri.EscapeDataString(payload)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("payload=")]
    [InlineData("payload=%7B")]
    [InlineData("payload=null")]
    [InlineData("payload=%5B%5D")]
    [InlineData("payload={\"type\":\"view_submission\",\"actions\":[{\"action_id\":\"audit.older\"}]}")]
    [InlineData("payload={\"type\":\"block_actions\",\"actions\":{}}")]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":7,\"channel\":null,\"actions\":[null,7,\"x\",{},{\"action_id\":7},{\"action_id\":\"nobody\"}]}")]
    [InlineData("%zz=%&&==&payload")]
    public async Task AStrangePressIsAcknowledged(string body)
    {
        await using var service = await Service.Start(slack.Settings, _ => Task.FromResult(Say("x")));
        Assert.Equal((HttpStatusCode.OK, ""), await service.Signed("action", body));
        Assert.Empty(slack.Calls);
    }

    [Fact]
    public async Task AnAnswerIsNeverSentWhereSlackIsNot()
    {
        await using var service = await Service.Start(slack.Settings with { AckAfter = TimeSpan.Zero, ResponseUrlHosts = ["hooks.slack.com"] }, async _ =>
        {
            await Task.Yield();
            return Say("late");
        });
        var url = slack.NewResponseUrl();
        await service.Command("x", responseUrl: url);
        await service.DisposeAsync();
        Assert.DoesNotContain("response_url", slack.Calls);
        Assert.DoesNotContain(service.Log, line => line.Contains(url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task InPreviewThereIsNothingToCall()
    {
        await using var service = await Service.Start(new SlackSettings { SigningSecret = slack.SigningSecret }, _ => Task.FromResult(Say("x")));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Command("x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Signed("event", "{}")).Status);
        Assert.Equal("x", (await service.Dispatcher.Run(new SlashCommand { Command = "/audit" }, default)).Text);
    }

    [Fact]
    public async Task ATokenWithoutAnyWayToKnowSlackStopsTheStart()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Service.Start(slack.Settings with { SigningSecret = " " }, _ => Task.FromResult(Say("x"))));
        Assert.Contains("Slack:SigningSecret", refusal.Message, StringComparison.Ordinal);
        await using var socketMode = await Service.Start(slack.Settings with { SigningSecret = null, AppLevelToken = "xapp-1" }, _ => Task.FromResult(Say("x")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/slack/command");
        Assert.Equal(HttpStatusCode.NotFound, (await socketMode.Send(request)).Status);
    }

    static SlashCommandResponse Say(string text) => new() { Message = new() { Text = text } };

    /// <summary>The Slack room alone, behind a real socket.</summary>
    sealed class Service : ISlashCommandHandler, IAsyncDisposable
    {
        readonly FakeTimeProvider clock = new(Some.Now);
        readonly List<string> log = [];
        Func<SlashCommand, Task<SlashCommandResponse>> answer = null!;
        SlackSettings settings = null!;
        WebApplication app = null!;
        HttpClient http = null!;
        bool disposed;

        public SlashCommand? Asked { get; private set; }

        public DateTimeOffset Now => app.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        public SlackDispatcher Dispatcher => app.Services.GetRequiredService<SlackDispatcher>();

        public IReadOnlyList<string> Log
        {
            get
            {
                lock (log) return [.. log];
            }
        }

        public static async Task<Service> Start(SlackSettings settings, Func<SlashCommand, Task<SlashCommandResponse>> answer)
        {
            var service = new Service { answer = answer, settings = settings };
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(new ListLoggerProvider(service.log));
            builder.Services.AddSingleton<TimeProvider>(settings.AckAfter < TimeSpan.FromSeconds(1) ? TimeProvider.System : service.clock);
            builder.Services.AddSlack(settings);
            builder.Services.AddKeyedSingleton<ISlashCommandHandler>("/audit", service);
            builder.Services.RegisterBlockActionHandler<Echo>("audit.older").RegisterBlockActionHandler<Echo>("audit.more").RegisterViewSubmissionHandler<Fill>("fill");
            service.app = builder.Build();
            service.app.MapSlack();
            await service.app.StartAsync();
            service.http = new HttpClient { BaseAddress = new Uri(service.app.Urls.Single()) };
            return service;
        }

        public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
        {
            Asked = command;
            return answer(command);
        }

        public Task<(HttpStatusCode Status, string Body)> Command(string text, string command = "/audit", string responseUrl = "https://hooks.slack.com/x") =>
            Signed("command", $"token=x&team_id=T1&channel_id=C1&channel_name=general&user_id=U1&user_name=alice&trigger_id=3.7&command={Uri.EscapeDataString(command)}&text={Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal)}&response_url={Uri.EscapeDataString(responseUrl)}");

        public Task<(HttpStatusCode Status, string Body)> Submit(string values) => Signed("action", "payload=" + Uri.EscapeDataString(
            """{"type":"view_submission","user":{"id":"U1","username":"alice"},"team":{"id":"T1"},"view":{"callback_id":"fill","private_metadata":"12","state":{"values":""" + values + "}}}"));

        public async Task<(HttpStatusCode Status, string Body)> Signed(string kind, string body, string contentType = "application/x-www-form-urlencoded")
        {
            using var request = SlackSigner.Request($"/slack/{kind}", body, settings.SigningSecret!, Now, contentType);
            return await Send(request);
        }

        public async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request)
        {
            using var response = await http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        public async ValueTask DisposeAsync()
        {
            if (disposed) return;
            disposed = true;
            await app.StopAsync();
            await app.DisposeAsync();
            http.Dispose();
        }
    }

    sealed class Fill : IViewSubmissionHandler
    {
        public static readonly TaskCompletionSource Release = new();

        public static ViewSubmission? Sent { get; private set; }

        public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
        {
            var reason = submission.Values.GetValueOrDefault("reason");
            if (reason == "because") Sent = submission;
            if (reason == "boom") throw new InvalidOperationException("secret detail");
            if (reason == "slow") await Release.Task.WaitAsync(cancellationToken);
            return reason == "wrong" ? ViewSubmissionResponse.Error("reason", "Not <that>.") : ViewSubmissionResponse.Close;
        }
    }

    sealed class Echo : IBlockActionHandler
    {
        public Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) => Task.FromResult<SlashCommandResponse?>(new()
        {
            Message = new() { Text = $"{request.ActionId} {request.Value} by {request.UserId} in {request.ChannelId} at {request.MessageTs}", ReplaceOriginal = true },
        });
    }
}

static class SlashCommandFields
{
    public static (string, string, string, string, string, string, string, string) Fields(this SlashCommand command) =>
        (command.Command, command.Text, command.UserId, command.UserName, command.ChannelId, command.ChannelName, command.TeamId, command.TriggerId);
}
