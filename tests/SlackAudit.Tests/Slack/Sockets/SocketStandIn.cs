using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SlackAudit.Tests.Slack.Sockets;

/// <summary>The end of Socket Mode that is Slack's, on this machine: real WebSockets, beside a stand-in of the Web API.</summary>
sealed class SocketStandIn : IAsyncDisposable
{
    readonly WebApplication app;
    readonly SlackStandIn slack;
    readonly ConcurrentDictionary<string, bool> tickets = [];
    readonly ConcurrentQueue<StandInSocket> sockets = [];
    int envelopes;

    SocketStandIn(WebApplication app, SlackStandIn slack) => (this.app, this.slack) = (app, slack);

    public string AppLevelToken { get; } = "xapp-1-stand-in-token";

    /// <summary>What is said to the next connections before all else, given how many there are; nothing for null.</summary>
    public Func<int, string?> Hello { get; set; } = open =>
        $$$"""{"type":"hello","num_connections":{{{open}}},"debug_info":{"host":"applink-1","build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":"A1"}}""";

    /// <summary>Those that ever were, oldest first.</summary>
    public IReadOnlyList<StandInSocket> All => [.. sockets];

    public IReadOnlyList<StandInSocket> Open => [.. sockets.Where(socket => socket.IsOpen)];

    /// <summary>The most that were open at once.</summary>
    public int Most { get; private set; }

    public static async Task<SocketStandIn> Start(SlackStandIn slack)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new SocketStandIn(app, slack);
        app.UseWebSockets();
        app.Map("/link", standIn.Link);
        await app.StartAsync();
        var address = app.Urls.Single().Replace("http:", "ws:", StringComparison.Ordinal);
        slack.OpenConnection = authorization =>
        {
            if (authorization != $"Bearer {standIn.AppLevelToken}") return """{"ok":false,"error":"invalid_auth"}""";
            var ticket = Guid.NewGuid().ToString("N");
            standIn.tickets[ticket] = true;
            return $$"""{"ok":true,"url":"{{address}}/link/?ticket={{ticket}}&app_id=A1"}""";
        };
        return standIn;
    }

    /// <summary>Waits until that many connections are greeted and open.</summary>
    public async Task<IReadOnlyList<StandInSocket>> WaitFor(int count)
    {
        for (var i = 0; i < 2000; i++)
        {
            var routed = sockets.Where(socket => socket.IsRouted && socket.IsOpen).ToList();
            if (routed.Count == count) return routed;
            await Task.Delay(5);
        }
        throw new TimeoutException($"There are {sockets.Count(socket => socket.IsRouted && socket.IsOpen)} connections, not {count}.");
    }

    /// <summary>Waits until there were more connections than that.</summary>
    public async Task WaitForMore(int than)
    {
        for (var i = 0; i < 2000 && sockets.Count <= than; i++) await Task.Delay(5);
        Assert.True(sockets.Count > than, $"There was no connection after the first {than}.");
    }

    /// <summary>An envelope's id that was never used.</summary>
    public string NewEnvelope() => $"envelope-{Interlocked.Increment(ref envelopes)}";

    /// <summary>A slash command as Slack puts it into an envelope.</summary>
    public static string Command(string envelope, string text, string responseUrl, int attempt = 0) => Envelope(envelope, "slash_commands", new
    {
        token = "x",
        team_id = "T1",
        channel_id = "C1",
        channel_name = "general",
        user_id = "U1",
        user_name = "alice",
        command = "/audit",
        text,
        api_app_id = "A1",
        response_url = responseUrl,
        trigger_id = "3.7",
    }, accepts: true, attempt);

    public static string Envelope(string id, string type, object payload, bool accepts = false, int attempt = 0) =>
        JsonSerializer.Serialize(new { envelope_id = id, type, payload, accepts_response_payload = accepts, retry_attempt = attempt, retry_reason = attempt > 0 ? "timeout" : "" });

    /// <summary>Types a command, which Slack brings to any of the connections; its envelope and the address of its answer.</summary>
    public async Task<(StandInSocket Socket, string Envelope, string ResponseUrl)> Type(string text, StandInSocket? to = null)
    {
        var (envelope, url) = (NewEnvelope(), slack.NewResponseUrl());
        while (true)
        {
            var routed = sockets.Where(socket => socket.IsRouted && socket.IsOpen).ToList();
            var socket = to ?? routed[Random.Shared.Next(routed.Count)];
            try
            {
                await socket.Send(Command(envelope, text, url));
                return (socket, envelope, url);
            }
            catch (Exception gone) when (to is null && gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                // Slack knows that this one is gone, and takes another.
                socket.IsRouted = false;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in sockets) socket.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    async Task Link(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !tickets.TryRemove(context.Request.Query["ticket"].ToString(), out _))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        var socket = new StandInSocket(await context.WebSockets.AcceptWebSocketAsync(), context.Abort);
        sockets.Enqueue(socket);
        var open = Open.Count;
        Most = Math.Max(Most, open);
        if (Hello(open) is { } hello)
        {
            await socket.Send(hello);
            socket.IsRouted = true;
        }
        await socket.Read();
    }
}
