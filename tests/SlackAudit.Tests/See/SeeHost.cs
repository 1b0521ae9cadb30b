using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.See;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.See;

/// <summary>The pages and the API on a real port, over a real log in a file of its own, with a clock that stands still.</summary>
internal sealed class SeeHost : IAsyncDisposable
{
    readonly WebApplication app;
    readonly string folder;

    SeeHost(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() };
        Http = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public string Address => app.Urls.First();

    public IAuditLog Log => app.Services.GetRequiredService<IAuditLog>();

    public Outbox Outbox => app.Services.GetRequiredService<Outbox>();

    public T Of<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Checkpoints Checkpoints => app.Services.GetRequiredService<Checkpoints>();

    public static async Task<SeeHost> Start(SeeSettings? settings = null, bool migrate = true, AccessSettings? access = null, PeopleSettings? people = null)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-see-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Some.Now))
            .AddSingleton<INotificationRouter, OwesNothing>()
            .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" }, people: people, watch: new WatchSettings { QuietAfter = new Dictionary<string, TimeSpan?> { ["github"] = null } })
            .AddSlack(new SlackSettings(), access)
            .RegisterSlashCommandHandler<Echo>("/audit")
            .AddSee(settings ?? new SeeSettings { Preview = true });
        var app = builder.Build();
        app.MapSee();
        if (migrate) await app.Services.GetRequiredService<AuditDatabase>().MigrateAsync(default);
        await app.StartAsync();
        return new SeeHost(app, folder);
    }

    public Task Record(params AuditEvent[] events) => Log.AppendAsync("generic", events, default, default);

    /// <summary>A posted notification of an event.</summary>
    public async Task Post(string channel, string messageJson, long? eventId = null, NotificationState state = NotificationState.Posted, string? reason = null, bool sensitive = false)
    {
        await Outbox.OweAsync(new Notification
        {
            Key = Guid.NewGuid().ToString(),
            Rule = "deploys",
            Channel = channel,
            EventId = eventId,
            Sensitive = sensitive,
            CreatedAt = Some.Now,
            DueAt = Some.Now,
        }, default);
        var owed = (await Outbox.NewestAsync(1, default))[0];
        Assert.True(await Outbox.ChangeAsync(
            new NotificationChange(owed.Id, owed.Attempts, state) { DueAt = Some.Now, Message = messageJson, Reason = reason, NewAttempts = 1 }, default));
    }

    public async Task<string> Page(string address)
    {
        using var answer = await Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    sealed class OwesNothing : INotificationRouter
    {
        public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => [];

        public void Wake()
        {
        }
    }

    /// <summary>Says what was typed, and by whom.</summary>
    sealed class Echo : ISlashCommandHandler
    {
        public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => Task.FromResult(new SlashCommandResponse
        {
            Message = new Message { Text = SlackText.Escape($"{command.UserName} {command.UserId} asked {command.Text}") },
        });
    }
}
