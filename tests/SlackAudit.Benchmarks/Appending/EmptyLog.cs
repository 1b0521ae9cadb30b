using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Benchmarks.Appending;

/// <summary>A log on a new SQLite file in a folder of its own, without anybody to tell.</summary>
sealed class EmptyLog : IAsyncDisposable, INotificationRouter
{
    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-benchmark-").FullName;
    readonly ServiceProvider services;

    EmptyLog()
    {
        File = Path.Combine(folder, "log.db");
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<INotificationRouter>(this)
            .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={File}" })
            .BuildServiceProvider();
    }

    public string File { get; }

    public LogWriter Writer => services.GetRequiredService<LogWriter>();

    public static async Task<EmptyLog> OpenAsync(CancellationToken cancellationToken)
    {
        var log = new EmptyLog();
        await log.services.GetRequiredService<AuditDatabase>().MigrateAsync(cancellationToken);
        return log;
    }

    /// <summary>The bytes of its file, with everything in it.</summary>
    public long Bytes()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE); SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        using var reader = command.ExecuteReader();
        while (!reader.Read() || reader.FieldCount != 1) reader.NextResult();
        return reader.GetInt64(0);
    }

    public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => [];

    public void Wake()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
