using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class EnvelopeTests : IAsyncLifetime
{
    SocketDesk desk = null!;
    IReadOnlyList<StandInSocket> sockets = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await SocketDesk.Start();
        sockets = await desk.Sockets.WaitFor(2);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task ACommandIsAcknowledgedWhereItCameAndAnsweredThroughItsAddress()
    {
        foreach (var socket in sockets)
        {
            var (_, envelope, url) = await desk.Sockets.Type("last deploy myapp", socket);
            Assert.Equal($$"""{"envelope_id":"{{envelope}}"}""", (await socket.Ack(envelope)).ToJsonString());
            var response = (await desk.Slack.WaitForResponses(socket == sockets[0] ? 1 : 2)).Single(response => response.ResponseUrl == url);
            Assert.Equal("re: last deploy myapp", response.Message.Text);
        }
        Assert.All(sockets, socket => Assert.Single(socket.Acks));
    }

    [Fact]
    public async Task ASlowCommandIsAcknowledgedAtOnce()
    {
        var answer = new TaskCompletionSource<string>();
        desk.Answer = _ => answer.Task;
        var (socket, envelope, _) = await desk.Sockets.Type("slow");
        await socket.Ack(envelope);
        Assert.Empty(desk.Slack.Responses);
        answer.SetResult("late");
        Assert.Equal("late", Assert.Single(await desk.Slack.WaitForResponses(1)).Message.Text);
    }

    [Fact]
    public async Task AnAnswerThatSlackCannotTakeJustNowIsSentAgain()
    {
        await desk.Sockets.Type("first");
        await desk.Slack.WaitForResponses(1);
        desk.Slack.Next(StandInAnswer.Http(503));
        desk.Slack.Next(StandInAnswer.RateLimited());
        await desk.Sockets.Type("second");
        Assert.Equal("re: second", (await desk.Slack.WaitForResponses(2))[1].Message.Text);
        Assert.Equal(4, desk.Slack.Calls.Count(call => call == "response_url"));
        Assert.Equal(["first", "second"], desk.Asked);
    }

    [Fact]
    public async Task WhatCameBeforeIsAcknowledgedAgainAndDoneOnce()
    {
        var (first, second) = (sockets[0], sockets[1]);
        var (envelope, url) = (desk.Sockets.NewEnvelope(), desk.Slack.NewResponseUrl());
        await first.Send(SocketStandIn.Command(envelope, "once", url));
        await first.Send(SocketStandIn.Command(envelope, "once", url));
        await second.Send(SocketStandIn.Command(envelope, "once", url, attempt: 1));
        foreach (var socket in sockets)
        {
            var (_, last, _) = await desk.Sockets.Type("after", socket);
            await socket.Ack(last);
        }
        await desk.Slack.WaitForResponses(3);
        Assert.Equal(["after", "after", "once"], desk.Asked.Order());
        Assert.Equal(2, first.Acks.Count(ack => ack["envelope_id"]!.GetValue<string>() == envelope));
        Assert.Single(second.Acks, ack => ack["envelope_id"]!.GetValue<string>() == envelope);
    }

    [Fact]
    public async Task AnEventIsKnownInAnotherEnvelopeAndOnAnotherSocket()
    {
        foreach (var (id, socket) in new[] { ("E1", sockets[0]), ("E1", sockets[0]), ("E1", sockets[1]), ("E2", sockets[1]) })
        {
            var envelope = desk.Sockets.NewEnvelope();
            await socket.Send(SocketStandIn.Envelope(envelope, "events_api", new { type = "event_callback", event_id = id, @event = new { type = "app_home_opened", user = "U1" } }));
            await socket.Ack(envelope);
        }
        while (!desk.Happened.Contains("E2")) await Task.Delay(5);
        await desk.Stop();
        Assert.Equal(["E1", "E2"], desk.Happened.Order());
    }

    [Theory]
    [InlineData("because", true, null)]
    [InlineData("wrong", true, """{"response_action":"errors","errors":{"reason":"Not <that>."}}""")]
    [InlineData("wrong", false, null)]
    public async Task ADialogIsAnsweredWithItsAcknowledgementWhereSlackTakesThat(string reason, bool accepts, string? expected)
    {
        var payload = new
        {
            type = "view_submission",
            user = new { id = "U1", username = "alice" },
            view = new { callback_id = "fill", state = new { values = new { reason = new { text = new { type = "plain_text_input", value = reason } } } } },
        };
        await sockets[0].Send(SocketStandIn.Envelope("dialog", "interactive", payload, accepts));
        var ack = (await sockets[0].Ack("dialog")).AsObject();
        Assert.Equal(expected is not null, ack.ContainsKey("payload"));
        Assert.True(JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), ack["payload"]));
    }

    [Fact]
    public async Task APressIsAcknowledgedAndAnsweredAndAMenuGetsItsOptions()
    {
        var press = new { type = "block_actions", user = new { id = "U1" }, response_url = desk.Slack.NewResponseUrl(), actions = new[] { new { action_id = "audit.older", value = "2" } } };
        await sockets[0].Send(SocketStandIn.Envelope("press", "interactive", press));
        Assert.Equal("""{"envelope_id":"press"}""", (await sockets[0].Ack("press")).ToJsonString());
        Assert.Equal("audit.older 2 by U1", Assert.Single(await desk.Slack.WaitForResponses(1)).Message.Text);

        await sockets[0].Send(SocketStandIn.Envelope("menu", "interactive", new { type = "block_suggestion" }, accepts: true));
        Assert.Equal("""{"envelope_id":"menu","payload":{"options":[]}}""", (await sockets[0].Ack("menu")).ToJsonString());
    }

    [Fact]
    public async Task NothingThatComesEndsAConnection()
    {
        var socket = sockets[0];
        foreach (var garbage in Garbage) await socket.Send(garbage);
        await socket.Send("{}", WebSocketMessageType.Binary);
        await socket.Send(SocketStandIn.Command("huge", new string('x', 3 * 1024 * 1024), desk.Slack.NewResponseUrl()));
        var (_, envelope, url) = await desk.Sockets.Type("after all that", socket);
        await socket.Ack(envelope);
        Assert.Equal(url, Assert.Single(await desk.Slack.WaitForResponses(1)).ResponseUrl);
        foreach (var acknowledged in (string[])["no payload", "list", "number", "unknown", "event", "odd names", "odd press"]) await socket.Ack(acknowledged);
        Assert.Equal(["after all that"], desk.Asked);
        Assert.Equal(2, desk.Sockets.All.Count);
        Assert.DoesNotContain(desk.Log, line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("garbage secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyAtOnceAreAllAnswered()
    {
        for (var i = 0; i < 300; i++) await desk.Sockets.Type($"{i}");
        var responses = await desk.Slack.WaitForResponses(300);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"re: {i}").Order(), responses.Select(response => response.Message.Text!).Order());
    }

    static IEnumerable<string> Garbage =>
    [
        "", " ", "not json: garbage secret", "[1]", "null", "7", "{}", """{"type":7}""", """{"type":"slash_commands"}""", """{"type":"slash_commands","envelope_id":7}""",
        """{"type":"hello"}""", """{"type":"hello","num_connections":"x","debug_info":[]}""", """{"envelope_id":"no payload","type":"slash_commands"}""",
        """{"envelope_id":"list","type":"slash_commands","payload":[]}""", """{"envelope_id":"number","type":"slash_commands","payload":{"command":7}}""",
        """{"envelope_id":"unknown","type":"telepathy","payload":{}}""", """{"envelope_id":"event","type":"events_api","payload":{"event_id":"E1","event":{"type":"app_home_opened"}}}""",
        """{"\ud800":1,"envelope_id":"odd names","type":"interactive","payload":{"\ud800":{},"\ud800ype":1,"type":"block_actions","actions":{}}}""",
        """{"envelope_id":"odd press","type":"interactive","payload":{"type":"block_actions","user":7,"actions":[null,7,{"action_id":"\ud800"},{"action_id":"nobody"}]}}""",
        """{"envelope_id":"\ud800","type":"interactive","payload":{}}""", $$"""{"envelope_id":"{{new string('i', 5000)}}","type":"interactive"}""", new string('[', 100_000),
    ];
}
