using System.Net.WebSockets;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class RenewalTests
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("a reason of next year")]
    public async Task AConnectionIsReplacedBeforeItEnds(string reason)
    {
        await using var desk = await SocketDesk.Start(SocketDesk.Hurry with { Linger = TimeSpan.FromSeconds(2) });
        var old = (await desk.Sockets.WaitFor(2))[0];
        await old.Disconnect(reason);
        await old.Disconnect("refresh_requested");
        await desk.Sockets.WaitFor(3);
        var (_, envelope, _) = await desk.Sockets.Type("by the old one", old);
        await old.Ack(envelope);
        await desk.Slack.WaitForResponses(1);
        await old.Ended;
        Assert.Equal(WebSocketCloseStatus.NormalClosure, old.Goodbye);
        await desk.Sockets.WaitFor(2);
        Assert.Equal(3, desk.Sockets.All.Count);
        Assert.DoesNotContain(desk.Log, line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AConnectionThatSlackClosesAfterARefreshIsReplacedOnce()
    {
        await using var desk = await SocketDesk.Start();
        var old = (await desk.Sockets.WaitFor(2))[0];
        await old.Disconnect("warning");
        await desk.Sockets.WaitFor(3);
        await old.Close();
        await old.Ended;
        await Task.Delay(SocketDesk.Hurry.Linger);
        Assert.Equal(3, desk.Sockets.All.Count);
        await desk.IsLive(2);
    }

    [Fact]
    public async Task WhereThereAreTooManyTheOldOneGoesFirst()
    {
        await using var desk = await SocketDesk.Start();
        var old = (await desk.Sockets.WaitFor(2))[0];
        await old.Disconnect("too_many_websockets");
        await old.Ended;
        Assert.Equal(WebSocketCloseStatus.NormalClosure, old.Goodbye);
        await desk.Sockets.WaitFor(2);
        Assert.Equal((3, 2), (desk.Sockets.All.Count, desk.Sockets.Most));
        Assert.Equal(1, await desk.Logged("because the app has too many"));
    }

    [Fact]
    public async Task SocketModeThatIsSwitchedOffIsToldOnceAndTriedSlowly()
    {
        await using var desk = await SocketDesk.Start();
        var sockets = await desk.Sockets.WaitFor(2);
        var hello = desk.Sockets.Hello;
        desk.Sockets.Hello = _ => """{"type":"disconnect","reason":"link_disabled"}""";
        foreach (var socket in sockets) await socket.Disconnect("link_disabled");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.InRange(desk.Sockets.All.Count, 3, 2 + (2 * 7));
        Assert.Equal(1, await desk.Logged("Switch it on on the app's page"));
        desk.Sockets.Hello = hello;
        await desk.Logged("by Socket Mode again");
        await desk.Sockets.WaitFor(2);
    }

    [Fact]
    public async Task AConnectionThatOutlivesWhatSlackSaidIsReplaced()
    {
        await using var desk = await SocketDesk.Start(
            SocketDesk.Hurry with { Overdue = TimeSpan.FromMilliseconds(50) },
            desk => desk.Sockets.Hello = _ => """{"type":"hello","num_connections":1,"debug_info":{"approximate_connection_time":1}}""");
        var old = (await desk.Sockets.WaitFor(2))[0];
        await desk.Logged("overdue");
        await old.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, old.Goodbye);
    }

    [Fact]
    public async Task ConnectionsOfOthersAreToldOnce()
    {
        await using var desk = await SocketDesk.Start(before: desk => desk.Sockets.Hello = open => $$"""{"type":"hello","num_connections":{{open + 3}}}""");
        var sockets = await desk.Sockets.WaitFor(2);
        sockets[0].Break();
        await desk.Sockets.WaitFor(2);
        Assert.Equal(1, await desk.Logged("connections of this app, and"));
        // Whichever of the two was greeted first: one of ours and four, or two of ours and five.
        var told = Assert.Single(desk.Log, line => line.Contains("Slack counts", StringComparison.Ordinal));
        Assert.Matches("counts (4 connections of this app, and 1|5 connections of this app, and 2) are ours", told);
    }

    [Fact]
    public async Task AServiceThatStopsSaysGoodbyeAndStillSendsWhatItOwes()
    {
        await using var desk = await SocketDesk.Start();
        var answer = new TaskCompletionSource<string>();
        desk.Answer = command => command.Text == "slow" ? answer.Task : Task.FromResult("last");
        var sockets = await desk.Sockets.WaitFor(2);
        var (socket, envelope, _) = await desk.Sockets.Type("slow");
        await socket.Ack(envelope);
        // What is on its way when the service says good-bye.
        sockets[0].LastWords = () => desk.Sockets.Type("crossing", sockets[0]);
        var stopped = desk.Stop();
        await Task.WhenAll(sockets.Select(socket => socket.Ended));
        Assert.All(sockets, socket => Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.Goodbye));
        answer.SetResult("late");
        await stopped;
        Assert.Equal(["last", "late"], desk.Slack.Responses.Select(response => response.Message.Text).Order());
        Assert.Equal(2, desk.Sockets.All.Count);
    }

    [Fact]
    public async Task ADialogUnderWayIsAnsweredBeforeTheServiceSaysGoodbye()
    {
        await using var desk = await SocketDesk.Start();
        var socket = (await desk.Sockets.WaitFor(2))[0];
        await socket.Send(SocketStandIn.Envelope("dialog", "interactive", new { type = "view_submission", view = new { callback_id = "slow" } }, accepts: true));
        await desk.Slow.Task;
        var stopped = desk.Stop();
        desk.Go.SetResult();
        await stopped;
        await socket.Ack("dialog");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.Goodbye);
    }

    [Fact]
    public void EveryEndHasAWordOfItsOwn() => Assert.Equal(Enum.GetValues<SocketEnd>().Length, Enum.GetValues<SocketEnd>().Select(end => end.Word()).Distinct().Count());
}
