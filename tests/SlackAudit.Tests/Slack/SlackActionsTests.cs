using System.Net;

namespace SlackAudit.Tests.Slack;

/// <summary>Presses and dialogs, at the route that Slack sends them to.</summary>
public sealed class SlackActionsTests : IAsyncLifetime
{
    SlackStandIn slack = null!;

    public async ValueTask InitializeAsync() => slack = await SlackStandIn.Start();

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    [Fact]
    public async Task APressIsAcknowledgedAndItsAnswerTakesThePlaceOfTheMessage()
    {
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
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
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
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
        await using var service = await SlackDoor.Start(slack.Settings with { AckAfter = TimeSpan.FromMilliseconds(100) }, _ => Task.FromResult(SlackDoor.Say("x")));
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
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
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
        await using var service = await SlackDoor.Start(slack.Settings, _ => Task.FromResult(SlackDoor.Say("x")));
        Assert.Equal((HttpStatusCode.OK, ""), await service.Signed("action", body));
        Assert.Empty(slack.Calls);
    }

    [Fact]
    public async Task AnAnswerIsNeverSentWhereSlackIsNot()
    {
        await using var service = await SlackDoor.Start(slack.Settings with { AckAfter = TimeSpan.Zero, ResponseUrlHosts = ["hooks.slack.com"] }, async _ =>
        {
            await Task.Yield();
            return SlackDoor.Say("late");
        });
        var url = slack.NewResponseUrl();
        await service.Command("x", responseUrl: url);
        await service.DisposeAsync();
        Assert.DoesNotContain("response_url", slack.Calls);
        Assert.DoesNotContain(service.Log, line => line.Contains(url, StringComparison.Ordinal));
    }
}
