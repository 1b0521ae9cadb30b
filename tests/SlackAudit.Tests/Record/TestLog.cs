using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>A real log on a real database, with a clock that stands still and a router that owes what a test says.</summary>
internal sealed class TestLog : IAsyncDisposable, INotificationRouter
{
    readonly ServiceProvider services;
    readonly string? folder;

    TestLog(DatabaseSettings settings, string? folder)
    {
        this.folder = folder;
        Settings = settings;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<INotificationRouter>(this)
            .AddRecord(settings)
            .BuildServiceProvider();
    }

    public DatabaseSettings Settings { get; }

    public FakeTimeProvider Time { get; } = new(Some.Now);

    public Func<AuditEvent, IEnumerable<OwedNotification>> Owes { get; set; } = _ => [];

    public int Wakes { get; private set; }

    public IAuditLog Log => services.GetRequiredService<IAuditLog>();

    public Outbox Outbox => services.GetRequiredService<Outbox>();

    public Questions Questions => services.GetRequiredService<Questions>();

    public AuditDatabase Database => services.GetRequiredService<AuditDatabase>();

    public T Of<T>()
        where T : notnull => services.GetRequiredService<T>();

    public string File => Path.Combine(folder!, "log.db");

    /// <summary>A log on a new SQLite file.</summary>
    public static Task<TestLog> OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-test-").FullName;
        return Open(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" }, folder);
    }

    /// <summary>Another process's view of the same log.</summary>
    public Task<TestLog> Again() => Open(Settings, null);

    public static async Task<TestLog> Open(DatabaseSettings settings, string? folder = null)
    {
        var log = new TestLog(settings, folder);
        await log.Database.MigrateAsync(default);
        return log;
    }

    public Task<AppendResult> Append(params AuditEvent[] events) => Log.AppendAsync("generic", events, "{\"some\":\"payload\"}"u8.ToArray(), default);

    public async Task<IReadOnlyList<AuditEvent>> All() =>
        (await Questions.AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 100_000, null, default)).Events.OrderBy(e => e.Id).ToList();

    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => Owes(auditEvent);

    public void Wake() => Wakes++;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
