using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Record;

namespace SlackAudit.Tests.Receive;

/// <summary>The webhook routes on a real port, over a real log, with a clock that stands where a test puts it.</summary>
internal sealed class ReceiveHost : IAsyncDisposable
{
    readonly WebApplication app;
    readonly string folder;

    ReceiveHost(WebApplication app, string folder, FakeTimeProvider time)
    {
        this.app = app;
        this.folder = folder;
        Time = time;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<ReceiveHost> Start(DateTimeOffset now, params SourceSettings[] sources)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-receive-").FullName;
        var time = new FakeTimeProvider(now);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<INotificationRouter, OwesNothing>()
            .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" })
            .AddReceive(sources);
        var app = builder.Build();
        app.MapReceive();
        await app.Services.GetRequiredService<AuditDatabase>().MigrateAsync(default);
        await app.StartAsync();
        return new ReceiveHost(app, folder, time);
    }

    public async Task<IReadOnlyList<AuditEvent>> Recorded() =>
        [.. (await app.Services.GetRequiredService<Questions>().AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 1000, null, default)).Events.Where(e => e.Source != OwnSource.Name)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
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
}
