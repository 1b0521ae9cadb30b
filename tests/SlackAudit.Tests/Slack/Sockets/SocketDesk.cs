using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Tests.Slack.Sockets;

/// <summary>The Slack room alone, reached by Socket Mode.</summary>
sealed class SocketDesk : ISlashCommandHandler, IViewSubmissionHandler, ISlackEventListener, IAsyncDisposable
{
    /// <summary>As in the service, but in a hurry.</summary>
    public static readonly SocketPace Hurry = new()
    {
        Stagger = TimeSpan.FromMilliseconds(20),
        Hello = TimeSpan.FromSeconds(5),
        Ping = TimeSpan.FromMilliseconds(500),
        Linger = TimeSpan.FromMilliseconds(300),
        Healthy = TimeSpan.FromMilliseconds(50),
        First = TimeSpan.FromMilliseconds(5),
        Longest = TimeSpan.FromMilliseconds(50),
        Slow = TimeSpan.FromMilliseconds(200),
    };

    readonly List<string> log = [];
    IHost host = null!;
    bool disposed;

    public SlackStandIn Slack { get; private init; } = null!;

    public SocketStandIn Sockets { get; private init; } = null!;

    /// <summary>What was asked, each as often as it was.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What happened in Slack, each by its id and as often as it was acted on.</summary>
    public ConcurrentQueue<string> Happened { get; } = [];

    public Func<SlashCommand, Task<string>> Answer { get; set; } = command => Task.FromResult($"re: {command.Text}");

    public IServiceProvider Services => host.Services;

    public int Live => host.Services.GetRequiredService<LiveSockets>().Now;

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (log) return [.. log];
        }
    }

    /// <summary>A dialog that takes its time has come.</summary>
    public TaskCompletionSource Slow { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets that dialog go on.</summary>
    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<SocketDesk> Start(SocketPace? pace = null, Action<SocketDesk>? before = null, bool serve = true)
    {
        var slack = await SlackStandIn.Start();
        var desk = new SocketDesk { Slack = slack, Sockets = await SocketStandIn.Start(slack) };
        before?.Invoke(desk);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(new ListLoggerProvider(desk.log));
        builder.Services.AddSlack(slack.Settings with
        {
            SigningSecret = null,
            AppLevelToken = desk.Sockets.AppLevelToken,
            Sockets = pace ?? Hurry,
        });
        builder.Services.AddKeyedSingleton<ISlashCommandHandler>("/audit", desk).AddKeyedSingleton("/audit", new LeastRole(Role.Everyone));
        builder.Services.RegisterBlockActionHandler<Echo>("audit.older").RegisterViewSubmissionHandler<Fill>("fill");
        builder.Services.AddKeyedSingleton<IViewSubmissionHandler>("slow", desk).AddKeyedSingleton("slow", new LeastRole(Role.Everyone));
        builder.Services.AddKeyedSingleton<ISlackEventListener>("app_home_opened", desk).AddKeyedSingleton("app_home_opened", new LeastRole(Role.Everyone));
        desk.host = builder.Build();
        if (serve) await desk.host.StartAsync();
        return desk;
    }

    public Task Handle(SlackEvent happened, CancellationToken cancellationToken)
    {
        Happened.Enqueue(happened.EventId);
        return Task.CompletedTask;
    }

    public async Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken)
    {
        Asked.Enqueue(command.Text);
        return new() { Message = new() { Text = await Answer(command) } };
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        Slow.SetResult();
        await Go.Task;
        return ViewSubmissionResponse.Close;
    }

    /// <summary>Waits until so many sockets are counted: Slack's side knows of one a moment before ours does.</summary>
    public async Task IsLive(int count)
    {
        for (var i = 0; i < 1000 && Live != count; i++) await Task.Delay(5);
        Assert.Equal(count, Live);
    }

    /// <summary>Waits until the log has a line with these words; how many it has.</summary>
    public async Task<int> Logged(string words)
    {
        for (var i = 0; i < 1000; i++)
        {
            var lines = Log.Count(line => line.Contains(words, StringComparison.Ordinal));
            if (lines > 0) return lines;
            await Task.Delay(5);
        }
        throw new TimeoutException($"Nothing says \"{words}\" in:\n{string.Join("\n", Log)}");
    }

    public async Task Stop()
    {
        if (disposed) return;
        disposed = true;
        await host.StopAsync();
        host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Sockets.DisposeAsync();
        await Slack.DisposeAsync();
    }

    sealed class Fill : IViewSubmissionHandler
    {
        public Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken) =>
            Task.FromResult(submission.Values.GetValueOrDefault("reason") == "wrong" ? ViewSubmissionResponse.Error("reason", "Not <that>.") : ViewSubmissionResponse.Close);
    }

    sealed class Echo : IBlockActionHandler
    {
        public Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<SlashCommandResponse?>(new() { Message = new() { Text = $"{request.ActionId} {request.Value} by {request.UserId}", ReplaceOriginal = true } });
    }
}
