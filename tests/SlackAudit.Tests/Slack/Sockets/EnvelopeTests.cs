namespace SlackAudit.Tests.Slack.Sockets;

public sealed class EnvelopeTests : IAsyncLifetime
{
    SocketDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await SocketDesk.Start();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task ACommandIsAcknowledgedWhereItCameAndAnsweredThroughItsAddress()
    {
        var sockets = await desk.Sockets.WaitFor(2);
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
        await desk.Sockets.WaitFor(2);
        var (socket, envelope, _) = await desk.Sockets.Type("slow");
        await socket.Ack(envelope);
        Assert.Empty(desk.Slack.Responses);
        answer.SetResult("late");
        Assert.Equal("late", Assert.Single(await desk.Slack.WaitForResponses(1)).Message.Text);
    }
}
