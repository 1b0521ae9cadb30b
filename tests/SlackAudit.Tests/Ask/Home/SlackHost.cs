using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Home;

/// <summary>The rooms that answer Slack on a real port, over a real log, with Slack's stand-in on the other side; what comes is signed.</summary>
sealed class SlackHost : IAsyncDisposable
{
    /// <summary>Who is shown what is sensitive.</summary>
    public const string Auditor = "U0AUDITOR";

    /// <summary>Who is not.</summary>
    public const string Member = "U0MEMBER";

    /// <summary>Who does not belong to the workspace.</summary>
    public const string Guest = "U0GUEST";

    /// <summary>The channel all of whose readers may see what is sensitive.</summary>
    public const string Confidential = "C0SECURITY";

    readonly WebApplication app;
    readonly HttpClient http;
    readonly string folder;

    SlackHost(WebApplication app, SlackStandIn slack, string folder, List<string> log)
    {
        (this.app, Slack, this.folder, Log) = (app, slack, folder, log);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public SlackStandIn Slack { get; }

    /// <summary>The file that the log is in.</summary>
    public string Database => Path.Combine(folder, "log.db");

    /// <summary>All warnings and worse.</summary>
    public List<string> Log { get; }

    public static async Task<SlackHost> Start(AccessSettings? access = null, Func<SlackSettings, SlackSettings>? with = null)
    {
        var slack = await SlackStandIn.Start();
        slack.People[Auditor] = """{"id":"U0AUDITOR","name":"audrey","tz":"UTC","team_id":"T0ACME"}""";
        slack.People[Member] = """{"id":"U0MEMBER","name":"alice","tz":"UTC","team_id":"T0ACME"}""";
        slack.People[Guest] = """{"id":"U0GUEST","name":"eve","tz":"UTC","team_id":"T0ACME","is_restricted":true}""";
        var folder = Directory.CreateTempSubdirectory("slackaudit-home-").FullName;
        var log = new List<string>();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders().AddProvider(new ListLoggerProvider(log)).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var settings = with is null ? slack.Settings : with(slack.Settings);
        builder.Services
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Some.Now))
            .AddSingleton<INotificationRouter, OwesNothing>()
            .AddSingleton(new EventPages(new Uri("https://audit.example.com")))
            .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" }, watch: new WatchSettings { QuietAfter = new Dictionary<string, TimeSpan?> { ["generic"] = null, ["github"] = null } })
            .AddSlack(settings, access ?? new AccessSettings { Auditors = [Auditor, Confidential] })
            .AddAsk(settings);
        var app = builder.Build();
        app.MapSlack();
        await app.Services.GetRequiredService<AuditDatabase>().MigrateAsync(default);
        await app.StartAsync();
        return new SlackHost(app, slack, folder, log);
    }

    public T Of<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task<AppendResult> Record(params AuditEvent[] events) => Of<IAuditLog>().AppendAsync("generic", events, default, default);

    /// <summary>Waits until all that came was acted on.</summary>
    public Task Settled() => Of<SlackBackground>().StopAsync(default);

    /// <summary>Something happened in Slack.</summary>
    public async Task<HttpStatusCode> Happened(object happened, string? eventId = null, bool isShared = false, bool isRetry = false, string? secret = null)
    {
        var body = JsonSerializer.Serialize(new { type = "event_callback", event_id = eventId ?? Guid.NewGuid().ToString("N"), team_id = "T0ACME", is_ext_shared_channel = isShared, @event = happened });
        using var request = SlackSigner.Request("/slack/event", body, secret ?? Slack.SigningSecret, Some.Now, "application/json");
        if (isRetry) request.Headers.Add("X-Slack-Retry-Num", "1");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Somebody opens the app's home.</summary>
    public async Task<string> OpenHome(string user)
    {
        var before = Slack.Homes.Count;
        Assert.Equal(HttpStatusCode.OK, await Happened(new { type = "app_home_opened", user, channel = "D0HOME", tab = "home" }));
        return (await Slack.WaitForHomes(before + 1))[before].Raw;
    }

    /// <summary>Somebody posts links.</summary>
    public Task<HttpStatusCode> PostLinks(string user, string channel, string origin, bool isShared, params string[] links) => Happened(
        new { type = "link_shared", user, channel, message_ts = "1772460180.000100", source = origin, links = links.Select(url => new { domain = "audit.example.com", url }) }, isShared: isShared);

    /// <summary>Something was pressed, chosen or sent.</summary>
    public async Task<string> Interact(object payload)
    {
        var body = await new FormUrlEncodedContent([new("payload", JsonSerializer.Serialize(payload))]).ReadAsStringAsync();
        using var request = SlackSigner.Request("/slack/action", body, Slack.SigningSecret, Some.Now);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Something is pressed in a message, in a dialog or on the home.</summary>
    public Task<string> Press(string user, string action, string value, object? view = null, string? trigger = null) => Interact(new
    {
        type = "block_actions",
        user = new { id = user, username = Name(user) },
        channel = view is null ? new { id = "C0OPS" } : null,
        response_url = view is null ? Slack.NewResponseUrl() : null,
        view,
        trigger_id = trigger ?? Slack.NewTrigger(),
        actions = new[] { new { action_id = action, value } },
    });

    public Task<string> Shortcut(string user, string callback, string? ts = null) => Interact(new
    {
        type = ts is null ? "shortcut" : "message_action",
        callback_id = callback,
        user = new { id = user, username = Name(user) },
        trigger_id = Slack.NewTrigger(),
        response_url = ts is null ? null : Slack.NewResponseUrl(),
        channel = ts is null ? null : new { id = "C0OPS" },
        message = ts is null ? null : new { ts, text = "what was that?" },
    });

    /// <summary>A command is typed; what goes back with the acknowledgement.</summary>
    public async Task<string> Type(string user, string text)
    {
        var body = await new FormUrlEncodedContent([new("command", "/audit"), new("text", text), new("user_id", user), new("user_name", Name(user)), new("channel_id", "C0OPS"), new("response_url", Slack.NewResponseUrl())]).ReadAsStringAsync();
        using var request = SlackSigner.Request("/slack/command", body, Slack.SigningSecret, Some.Now);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>A question is sent in the dialog.</summary>
    public Task<string> Ask(string user, string question, string view = "V1") => Interact(new
    {
        type = "view_submission",
        user = new { id = user, username = Name(user) },
        view = new { id = view, callback_id = "audit_ask", state = new { values = new { question = new { text = new { type = "plain_text_input", value = question } } } } },
    });

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    static string Name(string user) => user == Member ? "alice" : user == Auditor ? "audrey" : "eve";

    sealed class OwesNothing : INotificationRouter
    {
        public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => [];

        public void Wake()
        {
        }
    }
}
