using System.Collections.Concurrent;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class NothingIsLostTests
{
    static readonly Dictionary<string, Func<SocketDesk, StandInSocket, Task>> Faults = new()
    {
        ["none"] = (_, _) => Task.CompletedTask,
        ["warning"] = (_, socket) => socket.Disconnect("warning"),
        ["warning, then closed"] = async (desk, socket) =>
        {
            await socket.Disconnect("warning");
            await desk.Sockets.WaitFor(3);
            await socket.Close();
        },
        ["refresh_requested"] = (_, socket) => socket.Disconnect("refresh_requested"),
        ["an unknown reason"] = (_, socket) => socket.Disconnect("maintenance"),
        ["too_many_websockets"] = (_, socket) => socket.Disconnect("too_many_websockets"),
        ["link_disabled"] = (_, socket) => socket.Disconnect("link_disabled"),
        ["closed"] = (_, socket) => socket.Close(),
        ["broken"] = (_, socket) =>
        {
            socket.Break();
            return Task.CompletedTask;
        },
        ["half-open"] = async (_, socket) =>
        {
            socket.Freeze();
            // Slack routes to it for a while; what comes after we have given it up, nobody can answer.
            await Task.Delay(SocketDesk.Hurry.Ping / 2);
            socket.IsRouted = false;
        },
        ["garbage"] = async (_, socket) =>
        {
            foreach (var garbage in (string[])["", "[", "{}", """{"type":"slash_commands"}""", """{"envelope_id":"x","type":"?"}"""]) await socket.Send(garbage);
        },
        ["Slack does not let us in"] = (desk, socket) =>
        {
            desk.Slack.Next(StandInAnswer.RateLimited(), "apps.connections.open");
            desk.Slack.Next(StandInAnswer.Refused("internal_error"), "apps.connections.open");
            desk.Slack.Next(StandInAnswer.Drop(), "apps.connections.open");
            return socket.Disconnect("refresh_requested");
        },
    };

    public static TheoryData<string> All => [.. Faults.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task EveryCommandIsAnsweredOnceWhateverHappensToAConnection(string fault)
    {
        await using var desk = await SocketDesk.Start();
        await desk.Sockets.WaitFor(2);
        var typed = new ConcurrentQueue<(StandInSocket Socket, string Envelope, string ResponseUrl)>();
        var broken = new ConcurrentBag<StandInSocket>();
        using var enough = new CancellationTokenSource();
        var people = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                typed.Enqueue(await desk.Sockets.Type($"{i}"));
                await Task.Delay(2);
            }
        });

        for (var round = 0; round < 4; round++)
        {
            var socket = (await desk.Sockets.WaitFor(2))[round % 2];
            // What the network drops together with its connection Slack knows, and tells whoever typed it.
            if (fault == "broken") broken.Add(socket);
            var before = desk.Sockets.All.Count;
            await Faults[fault](desk, socket);
            if (fault is not ("none" or "garbage")) await desk.Sockets.WaitForMore(before);
            await desk.Sockets.WaitFor(2);
            await Task.Delay(50);
        }
        await enough.CancelAsync();
        await people;

        foreach (var (socket, envelope, url) in typed)
        {
            if (broken.Contains(socket) && !socket.Acks.Any(ack => ack["envelope_id"]!.GetValue<string>() == envelope)) continue;
            Assert.True(await Answered(desk, url) == 1, $"{envelope} of {typed.Count} was answered {await Answered(desk, url)} times.");
        }
        Assert.True(typed.Count > 20);
        Assert.Equal(desk.Slack.Responses.Count, desk.Slack.Responses.Select(response => response.ResponseUrl).Distinct().Count());
    }

    static async Task<int> Answered(SocketDesk desk, string url)
    {
        for (var i = 0; i < 500; i++)
        {
            if (desk.Slack.Responses.Count(response => response.ResponseUrl == url) is var answers and > 0) return answers;
            await Task.Delay(10);
        }
        return 0;
    }
}
