using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class ReconnectLeakTests
{
    const int Reconnects = 1000;

    [Fact]
    public async Task AThousandReconnectsLeaveNothingBehind()
    {
        await using var desk = await SocketDesk.Start(serve: false);
        var pace = SocketDesk.Hurry with { Healthy = TimeSpan.Zero, Linger = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(1) };
        var made = new List<WeakReference>();
        using var stop = new CancellationTokenSource();
        var slots = Enumerable.Range(0, 2).Select(_ => Slot(desk, pace, made).Run(stop.Token)).ToList();

        for (var i = 0; desk.Sockets.All.Count < Reconnects; i++)
        {
            var before = desk.Sockets.All.Count;
            var socket = desk.Sockets.Open.LastOrDefault(socket => socket.IsRouted);
            if (socket is not null) await Ignoring(() => Fault(socket, i));
            for (var wait = 0; desk.Sockets.All.Count == before && wait < 100; wait++) await Task.Delay(1);
        }

        await desk.Sockets.WaitFor(2);
        for (var i = 0; i < 1000 && (desk.Sockets.Open.Count > 2 || desk.Live > 2 || Alive(made) > 4); i++) await Task.Delay(10);
        Assert.Equal((2, 2), (desk.Sockets.Open.Count, desk.Live));
        // Those that live, and what the last of each slot to be replaced left in a field.
        Assert.InRange(Alive(made), 2, 4);
        // For each slot one that is used and one that is on its way out, and what Slack has not yet seen the end of.
        Assert.InRange(desk.Sockets.Most, 2, 8);
        await stop.CancelAsync();
        await Task.WhenAll(slots.Select(slot => slot.ContinueWith(_ => { }, TaskScheduler.Default)));
        await desk.IsLive(0);
        for (var i = 0; i < 1000 && desk.Sockets.Open.Count > 0; i++) await Task.Delay(10);
        Assert.Empty(desk.Sockets.Open);
    }

    static SocketSlot Slot(SocketDesk desk, SocketPace pace, List<WeakReference> made)
    {
        var (connections, envelopes, live) = (desk.Services.GetRequiredService<AppsConnections>(), desk.Services.GetRequiredService<SocketEnvelopes>(), desk.Services.GetRequiredService<LiveSockets>());
        var news = new SocketNews(desk.Services.GetRequiredService<ILogger<SocketMode>>(), TimeProvider.System);
        return new SocketSlot(Connect, news, live, desk.Services.GetRequiredService<SocketMeters>(), pace, TimeProvider.System);

        async Task<SlackSocket> Connect(CancellationToken cancellationToken)
        {
            var socket = await SlackSocket.Connect(await connections.Open(cancellationToken), envelopes, live, pace, TimeProvider.System, cancellationToken);
            lock (made) made.Add(new WeakReference(socket));
            return socket;
        }
    }

    static async Task Fault(StandInSocket socket, int i)
    {
        if (i % 5 == 0) await socket.Disconnect("refresh_requested");
        else if (i % 5 == 1) await socket.Disconnect("too_many_websockets");
        else if (i % 5 == 2) await socket.Close();
        else if (i % 5 == 3) await socket.Disconnect("warning");
        else socket.Break();
        // Whatever is said to it a second time changes nothing.
        if (i % 5 == 0) await socket.Disconnect("refresh_requested");
    }

    static async Task Ignoring(Func<Task> fault)
    {
        try
        {
            await fault();
        }
        catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // It ended first.
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Alive(List<WeakReference> made)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        lock (made) return made.Count(socket => socket.IsAlive);
    }
}
