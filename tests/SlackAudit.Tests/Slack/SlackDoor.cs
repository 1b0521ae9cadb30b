using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.Slack;

/// <summary>The Slack room alone, behind a real socket.</summary>
sealed class SlackDoor : ISlashCommandHandler, IAsyncDisposable
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

    public static async Task<SlackDoor> Start(SlackSettings settings, Func<SlashCommand, Task<SlashCommandResponse>> answer)
    {
        var service = new SlackDoor { answer = answer, settings = settings };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new ListLoggerProvider(service.log));
        builder.Services.AddSingleton<TimeProvider>(settings.AckAfter < TimeSpan.FromSeconds(1) ? TimeProvider.System : service.clock);
        builder.Services.AddSlack(settings);
        builder.Services.AddKeyedSingleton<ISlashCommandHandler>("/audit", service).AddKeyedSingleton("/audit", new LeastRole(Role.Everyone));
        builder.Services.RegisterBlockActionHandler<Echo>("audit.older").RegisterBlockActionHandler<Echo>("audit.more").RegisterViewSubmissionHandler<Fill>("fill");
        service.app = builder.Build();
        service.app.MapSlack();
        await service.app.StartAsync();
        service.http = new HttpClient { BaseAddress = new Uri(service.app.Urls.Single()) };
        return service;
    }

    public static SlashCommandResponse Say(string text) => new() { Message = new() { Text = text } };

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

/// <summary>A dialog with a reason to fill in.</summary>
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

/// <summary>Says what was pressed, and where.</summary>
sealed class Echo : IBlockActionHandler
{
    public Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) => Task.FromResult<SlashCommandResponse?>(new()
    {
        Message = new() { Text = $"{request.ActionId} {request.Value} by {request.UserId} in {request.ChannelId} at {request.MessageTs}", ReplaceOriginal = true },
    });
}

static class SlashCommandFields
{
    public static (string, string, string, string, string, string, string, string) Fields(this SlashCommand command) =>
        (command.Command, command.Text, command.UserId, command.UserName, command.ChannelId, command.ChannelName, command.TeamId, command.TriggerId);
}
