using System.Text.Json;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

public sealed class SlackApiClientTests
{
    static readonly Message Hello = new() { Channel = "#deploys", Text = "alice deployed myapp & more", Blocks = [new SectionBlock { Text = Mrkdwn.Of($"*{"alice"}* deployed 🚀") }] };

    [Fact]
    public async Task AMessageArrivesAsItWasMeant()
    {
        await using var slack = await SlackStandIn.Start();
        var posted = await Client(slack).Chat.PostMessage(Hello with { ThreadTs = "1.2", Metadata = new("e", new Dictionary<string, string> { ["id"] = "7" }) }, default);
        var post = Assert.Single(await slack.WaitForPosts(1));
        Assert.Equal((post.Channel, post.Ts), (posted.Channel, posted.Ts));
        Assert.Equal(SlackStandIn.ChannelId("deploys"), posted.Channel);
        Assert.Equal(SlackJson.Serialize(Hello with { ThreadTs = "1.2", Metadata = post.Message.Metadata }), SlackJson.Serialize(post.Message));
        Assert.Equal("7", post.Message.Metadata!.EventPayload["id"]);
        Assert.Equal(("none", "false"), (post.Raw["parse"], post.Raw["unfurl_links"]));
    }

    [Fact]
    public async Task TheLargestMessageArrives()
    {
        await using var slack = await SlackStandIn.Start();
        await Client(slack).Chat.PostMessage(Hello with { Blocks = [.. Enumerable.Range(0, 50).Select(_ => new SectionBlock { Text = Mrkdwn.Escape(new string('ä', 3000)) })] }, default);
        Assert.Equal(50, Assert.Single(slack.Posts).Message.Blocks.Count);
    }

    [Fact]
    public async Task AMessageIsReplacedInItsPlace()
    {
        await using var slack = await SlackStandIn.Start();
        var posted = await Client(slack).Chat.PostMessage(Hello, default);
        var updated = await Client(slack).Chat.Update(posted.Ts, Hello with { Channel = posted.Channel, Text = "done" }, default);
        Assert.Equal(posted, updated);
        Assert.Equal(("done", "none"), (Assert.Single(slack.Updates).Message.Text, slack.Updates[0].Raw["parse"]));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 1)]
    [InlineData(999_999, 3600)]
    [InlineData(null, 30)]
    public async Task ARateLimitSaysHowLongToWaitAndIsNotTriedAgain(int? header, int seconds)
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.RateLimited(header));
        var limit = await Assert.ThrowsAsync<SlackRateLimitException>(() => Client(slack).Chat.PostMessage(Hello, default));
        Assert.Equal(TimeSpan.FromSeconds(seconds), limit.RetryAfter);
        Assert.False(limit.IsPermanent);
        Assert.Single(slack.Calls);
        Assert.Empty(slack.Posts);
    }

    [Fact]
    public async Task ARateLimitMayAlsoComeAsARefusal()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Refused("ratelimited"));
        Assert.Equal(TimeSpan.FromSeconds(30), (await Assert.ThrowsAsync<SlackRateLimitException>(() => Client(slack).Chat.PostMessage(Hello, default))).RetryAfter);
    }

    [Theory]
    [InlineData(503, "http_503", false)]
    [InlineData(500, "http_500", true)]
    [InlineData(502, "http_502", true)]
    public async Task AServerErrorGoesAwayByItself(int status, string code, bool mayHaveArrived)
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Http(status));
        var failure = await Assert.ThrowsAsync<SlackTransientException>(() => Client(slack).Chat.PostMessage(Hello, default));
        Assert.Equal((code, false, mayHaveArrived), (failure.ErrorCode, failure.IsPermanent, failure.MayHaveArrived));
    }

    [Fact]
    public async Task ARefusalNamesItsReasonAndWhatToDo()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Refused("not_in_channel"));
        var refusal = await Assert.ThrowsAsync<SlackException>(() => Client(slack).Chat.PostMessage(Hello, default));
        Assert.Equal("Slack answered not_in_channel to chat.postMessage. Invite the app: type /invite @slackaudit in that channel.", refusal.Message);
        Assert.Equal((SlackErrorClass.DestinationDead, true), (refusal.Class, refusal.IsPermanent));
    }

    [Fact]
    public async Task WhatSlackFindsWrongWithBlocksIsPassedOn()
    {
        await using var slack = await SlackStandIn.Start();
        var refusal = await Assert.ThrowsAsync<SlackException>(() => Client(slack).Chat.PostMessage(Hello with { Blocks = [new HeaderBlock { Text = new string('x', 151) }] }, default));
        Assert.Equal((SlackErrorClass.PayloadRefused, "invalid_blocks"), (refusal.Class, refusal.ErrorCode));
        Assert.Equal(["blocks[0].text has 151 characters; Slack takes at most 150."], refusal.Messages);
    }

    [Fact]
    public async Task AWrongTokenIsTold()
    {
        await using var slack = await SlackStandIn.Start();
        var client = new SlackApiClient(SlackApiClient.CreateHttpClient(), slack.Settings with { ApiToken = "xoxb-other" }, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<SlackException>(() => client.AuthTest(default));
        Assert.Equal(SlackErrorClass.AuthDead, refusal.Class);
        Assert.DoesNotContain("xoxb-other", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingAnswerMayMeanThatItWasPosted()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Hang(happens: true));
        var client = new SlackApiClient(SlackApiClient.CreateHttpClient(), slack.Settings with { CallTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<SlackTimeoutException>(() => client.Chat.PostMessage(Hello, default));
        Assert.Equal((true, false), (failure.MayHaveArrived, failure.IsPermanent));
        Assert.Single(slack.Posts);
    }

    [Fact]
    public async Task ABrokenConnectionMayMeanThatItWasPosted()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Drop(happens: true));
        Assert.True((await Assert.ThrowsAsync<SlackTimeoutException>(() => Client(slack).Chat.PostMessage(Hello, default))).MayHaveArrived);
        Assert.Single(slack.Posts);
    }

    [Fact]
    public async Task WhereNobodyListensNothingWasPosted()
    {
        var client = new SlackApiClient(SlackApiClient.CreateHttpClient(), new SlackSettings { ApiToken = "xoxb-1", ApiUrl = "http://127.0.0.1:1/api" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<SlackTransientException>(() => client.Chat.PostMessage(Hello, default));
        Assert.Equal(("unreachable", false), (failure.ErrorCode, failure.MayHaveArrived));
    }

    [Fact]
    public async Task WhoeverStopsWaitingIsNotToldOfATimeout()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Hang());
        using var stop = new CancellationTokenSource();
        var call = Client(slack).Chat.PostMessage(Hello, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("<html>login to the wifi</html>", "text/html")]
    [InlineData("""{"ok":true,"ok":true}""", "application/json")]
    [InlineData("""{"ok":"yes","channel":1}""", "application/json; charset=nonsense")]
    [InlineData("""{"ok":true}""", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("", "application/json")]
    public async Task AnAnswerThatIsNotSlacksIsAProblemThatGoesAway(string body, string contentType)
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Text(body, contentType));
        Assert.True((await Assert.ThrowsAsync<SlackTransientException>(() => Client(slack).Chat.PostMessage(Hello, default))).MayHaveArrived);
    }

    [Fact]
    public async Task AnEndlessAnswerIsNotReadToItsEnd()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(StandInAnswer.Text(new string('x', 2_000_000)));
        await Assert.ThrowsAsync<SlackTimeoutException>(() => Client(slack).Chat.PostMessage(Hello, default));
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        await using var slack = await SlackStandIn.Start();
        slack.Next(new(false, context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = slack.ApiUrl + "chat.postMessage";
            return Task.CompletedTask;
        }));
        Assert.Equal("http_307", (await Assert.ThrowsAsync<SlackException>(() => Client(slack).Chat.PostMessage(Hello, default))).ErrorCode);
        Assert.Empty(slack.Posts);
    }

    [Fact]
    public async Task TheTokenSaysWhoItIsAndWhatItMay()
    {
        await using var slack = await SlackStandIn.Start();
        var self = await Client(slack).AuthTest(default);
        Assert.Equal(("Acme", "U0BOT"), (self.Team, self.UserId));
        Assert.Equal(["commands", "chat:write", "users:read", "users:read.email"], self.Scopes);
    }

    [Fact]
    public async Task APersonHasANameAndAZone()
    {
        await using var slack = await SlackStandIn.Start();
        slack.People["U1"] = """{"id":"U1","team_id":"T1","name":"alice","tz":"Europe/Berlin","is_restricted":true,"deleted":null,"profile":{"real_name":"Alice Doe","email":"alice@example.com"}}""";
        slack.People["U2"] = """{"id":7,"profile":[]}""";
        Assert.Equal(
            new UserInfo { Id = "U1", TeamId = "T1", Name = "alice", RealName = "Alice Doe", Email = "alice@example.com", Tz = "Europe/Berlin", IsGuest = true },
            await Client(slack).Users.Info("U1", default));
        Assert.Equal(new UserInfo { Id = "U2" }, await Client(slack).Users.Info("U2", default));
        slack.People["U4"] = """{"id":"U4","team_id":"T2","enterprise_user":{"teams":["T1",7,"T3"]}}""";
        var fourth = (await Client(slack).Users.Info("U4", default))!;
        Assert.Equal((true, true, true, false), (fourth.BelongsTo("T2"), fourth.BelongsTo("T1"), fourth.BelongsTo(""), fourth.BelongsTo("T4")));
        Assert.Null(await Client(slack).Users.Info("U3", default));
        Assert.Null(await Client(slack).Users.Info("alice", default));
    }

    [Fact]
    public async Task ALateAnswerGoesToItsAddressWithoutTheToken()
    {
        await using var slack = await SlackStandIn.Start();
        var url = slack.NewResponseUrl();
        await Client(slack).Respond(url, Hello with { ResponseType = ResponseType.Ephemeral, ReplaceOriginal = true }, default);
        var response = Assert.Single(slack.Responses);
        Assert.Equal(url, response.ResponseUrl);
        var json = JsonDocument.Parse(response.Raw).RootElement;
        Assert.Equal(("ephemeral", true), (json.GetProperty("response_type").GetString(), json.GetProperty("replace_original").GetBoolean()));
        Assert.False(json.TryGetProperty("channel", out _));
    }

    [Fact]
    public async Task ARefusedLateAnswerIsNotAnExpiredOne()
    {
        await using var slack = await SlackStandIn.Start();
        var url = slack.NewResponseUrl();
        var refused = await Assert.ThrowsAsync<SlackException>(() => Client(slack).Respond(url, new() { Text = "" }, default));
        Assert.Equal("invalid_blocks", refused.ErrorCode);
        slack.Next(StandInAnswer.Http(404, "expired"));
        Assert.Equal("http_404", (await Assert.ThrowsAsync<SlackException>(() => Client(slack).Respond(url, Hello, default))).ErrorCode);
    }

    [Fact]
    public async Task AMessageToAPersonSaysInWhichConversationItIs()
    {
        await using var slack = await SlackStandIn.Start();
        var posted = await Client(slack).Chat.PostMessage(Hello with { Channel = "U0ALICE" }, default);
        Assert.Equal("D0ALICE", posted.Channel);
        Assert.Equal(posted, await Client(slack).Chat.Update(posted.Ts, Hello with { Channel = posted.Channel }, default));
    }

    [Fact]
    public async Task PeopleAreFoundByTheirAddress()
    {
        await using var slack = await SlackStandIn.Start();
        slack.People["U0ALICE"] = """{"id":"U0ALICE","name":"alice","tz":"Europe/Berlin","profile":{"email":"alice+ops@example.com"}}""";
        slack.People["odd"] = """{"id":7,"profile":{"email":"odd@example.com"}}""";
        Assert.Equal(new UserInfo { Id = "U0ALICE", Name = "alice", Tz = "Europe/Berlin", Email = "alice+ops@example.com" }, await Client(slack).Users.LookupByEmail("alice+ops@example.com", default));
        Assert.Null(await Client(slack).Users.LookupByEmail("bob@example.com", default));
        Assert.Null(await Client(slack).Users.LookupByEmail("odd@example.com", default));
        slack.Next(StandInAnswer.Refused("missing_scope"));
        Assert.Equal(SlackErrorClass.MissingScope, (await Assert.ThrowsAsync<SlackException>(() => Client(slack).Users.LookupByEmail("alice@example.com", default))).Class);
    }

    [Fact]
    public async Task ADialogArrivesAsItWasMeantAndATriggerOpensOne()
    {
        await using var slack = await SlackStandIn.Start();
        var view = new View
        {
            CallbackId = "c",
            Title = "Was it you?",
            Submit = "Send",
            Close = "Cancel",
            PrivateMetadata = "12",
            Blocks = [new SectionBlock { Text = Mrkdwn.Of($"*{"alice"}* & more") }, new InputBlock { BlockId = "b", Label = "Why?", Hint = "Shortly", Element = new PlainTextInput { ActionId = "a", Multiline = true, MinLength = 1, MaxLength = 500, Placeholder = "…", InitialValue = "x" } }],
        };
        var trigger = slack.NewTrigger();
        await Client(slack).Views.Open(trigger, view, default);
        var opened = Assert.Single(slack.Views);
        Assert.Equal((trigger, JsonSerializer.Serialize(view, SlackJson.Options)), (opened.TriggerId, JsonSerializer.Serialize(opened.View, SlackJson.Options)));
        Assert.Contains("\"type\":\"modal\"", opened.Raw, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"plain_text_input\"", opened.Raw, StringComparison.Ordinal);
        var late = await Assert.ThrowsAsync<SlackException>(() => Client(slack).Views.Open(trigger, view, default));
        Assert.Equal((SlackErrorClass.ViewRace, true), (late.Class, late.IsPermanent));
    }

    static SlackApiClient Client(SlackStandIn slack) => new(SlackApiClient.CreateHttpClient(), slack.Settings, TimeProvider.System);
}
