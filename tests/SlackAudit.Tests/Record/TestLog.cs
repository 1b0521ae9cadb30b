using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record;

/// <summary>A real log on a real database, with a clock that stands still and a router that owes what a test says.</summary>
internal sealed class TestLog : IAsyncDisposable, INotificationRouter
{
    readonly ServiceProvider services;
    readonly Func<Task>? remove;

    TestLog(DatabaseSettings settings, string? fingerprintKey, Func<Task>? remove, PeopleSettings? people)
    {
        this.remove = remove;
        Settings = settings;
        var record = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<INotificationRouter>(this)
            .AddRecord(settings, fingerprintKey, people: people, watch: Watch);
        var engine = record.Single(service => service.ServiceType == typeof(ILogEngine));
        record.Remove(engine);
        services = record
            .AddSingleton<ILogEngine>(provider => new FaultyEngine((ILogEngine)(engine.ImplementationInstance ?? engine.ImplementationFactory!(provider)), Faults))
            .BuildServiceProvider();
    }

    public static readonly WatchSettings Watch = new() { QuietAfter = new Dictionary<string, TimeSpan?> { ["generic"] = null, ["github"] = TimeSpan.FromHours(5), ["convox"] = WatchSettings.Never } };

    public DatabaseSettings Settings { get; }

    public FakeTimeProvider Time { get; } = new(Some.Now);

    public Func<AuditEvent, IEnumerable<OwedNotification>> Owes { get; set; } = _ => [];

    public int Wakes { get; private set; }

    /// <summary>What befalls the next transactions.</summary>
    public Queue<Fault> Faults { get; } = [];

    public IAuditLog Log => services.GetRequiredService<IAuditLog>();

    public Outbox Outbox => services.GetRequiredService<Outbox>();

    public Questions Questions => services.GetRequiredService<Questions>();

    public AuditDatabase Database => services.GetRequiredService<AuditDatabase>();

    public string File => new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(Settings.ConnectionString).DataSource;

    public IDbContextFactory<AuditDbContext> Contexts => services.GetRequiredService<IDbContextFactory<AuditDbContext>>();

    public T Of<T>()
        where T : notnull => services.GetRequiredService<T>();

    public T? Maybe<T>()
        where T : class => services.GetService<T>();

    /// <summary>A log on a new SQLite file.</summary>
    public static Task<TestLog> OnSqlite(PeopleSettings? people = null)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-test-").FullName;
        return Open(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" }, () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }, people: people);
    }

    /// <summary>Another process's view of the same log.</summary>
    public Task<TestLog> Again(string? fingerprintKey = null, PeopleSettings? people = null) => Open(Settings, fingerprintKey: fingerprintKey, people: people);

    public static async Task<TestLog> Open(DatabaseSettings settings, Func<Task>? remove = null, string? fingerprintKey = null, PeopleSettings? people = null)
    {
        var log = new TestLog(settings, fingerprintKey, remove, people);
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
        if (remove is not null) await remove();
    }
}
