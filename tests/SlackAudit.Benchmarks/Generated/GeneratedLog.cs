using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Events;
using SlackAudit.Record;
using Spectre.Console;

namespace SlackAudit.Benchmarks.Generated;

/// <summary>
/// A log of a year of a team, the same in every run, kept as a file beside this project and used again when it is there. Benchmarks only
/// read it; whoever writes works on a copy.
/// </summary>
static class GeneratedLog
{
    const int RowsInATransaction = 100_000;
    const int EventsInABlock = 5_000;

    /// <summary>The now of a question that is asked of it.</summary>
    public static DateTimeOffset Now => GeneratedYear.End;

    /// <summary>Where the file is, made if it was not there: at 10 million rows some minutes and 8 GB.</summary>
    public static async Task<string> FileAsync(long rows, CancellationToken cancellationToken)
    {
        var file = Path.Combine(BenchFolder.Data, string.Create(CultureInfo.InvariantCulture, $"log-{rows}.db"));
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(BenchFolder.Data);
            var unfinished = file + ".unfinished";
            foreach (var left in new[] { unfinished, unfinished + "-wal", unfinished + "-shm" }) File.Delete(left);
            var clock = Stopwatch.StartNew();
            await MakeAsync(unfinished, rows, cancellationToken);
            File.Move(unfinished, file);
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made {file}: {rows:N0} events in {clock.Elapsed.TotalSeconds:0} s"));
        }
        else
        {
            // Migrations that were added since it was made.
            await using var services = Services(file);
            await services.GetRequiredService<AuditDatabase>().MigrateAsync(cancellationToken);
        }
        SqliteConnection.ClearAllPools();
        return file;
    }

    /// <summary>The log's own services on such a file, for whoever asks or verifies it.</summary>
    public static ServiceProvider Services(string file) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new StandingClock())
        .AddSingleton<INotificationRouter, NobodyIsTold>()
        .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={file}" })
        .BuildServiceProvider();

    static async Task MakeAsync(string file, long rows, CancellationToken cancellationToken)
    {
        await using (var services = Services(file))
            await services.GetRequiredService<AuditDatabase>().MigrateAsync(cancellationToken);
        SqliteConnection.ClearAllPools();

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -200000; PRAGMA temp_store = FILE;");
        // The schema's own indexes, made once at the end instead of row by row.
        var indexes = Query(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL");
        foreach (var (name, _) in indexes) Execute(connection, $"DROP INDEX \"{name}\"");
        await Task.Run(() => Fill(connection, rows, cancellationToken), cancellationToken);
        foreach (var (_, sql) in indexes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Execute(connection, sql);
        }
        Execute(connection, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
    }

    static void Fill(SqliteConnection connection, long rows, CancellationToken cancellationToken)
    {
        using var events = new BulkInsert(connection, "events", LogRows.EventColumns);
        using var payloads = new BulkInsert(connection, "payloads", LogRows.PayloadColumns);
        using var health = new BulkInsert(connection, "source_health", LogRows.HealthColumns);
        using var checkpoints = new BulkInsert(connection, "checkpoints", ["sequence", "hash", "taken_at"]);
        var head = new ChainHead();
        var heard = new Dictionary<string, SourceHealth>(StringComparer.Ordinal);
        var hour = -1;
        Execute(connection, "BEGIN");
        foreach (var (made, payload) in All(rows, cancellationToken))
        {
            var linked = made with { Id = head.Sequence + 1, PayloadId = payload is null ? null : head.Sequence + 1 };
            linked = linked with { Hash = Chain.Link(head.Hash, linked) };
            if (linked.RecordedAt.Hour != hour && head.Sequence > 0) checkpoints.Insert([head.Sequence, head.Hash, linked.RecordedAt]);
            hour = linked.RecordedAt.Hour;
            head = head with { Sequence = linked.Id, Hash = linked.Hash };
            events.Insert(LogRows.Of(linked));
            if (payload is not null) payloads.Insert(LogRows.Of(payload with { Id = linked.Id }));
            heard[linked.Source] = new SourceHealth { Source = linked.Source, LastDeliveryAt = linked.RecordedAt, LastEventAt = linked.RecordedAt };
            if (head.Sequence % RowsInATransaction == 0) Execute(connection, "COMMIT; BEGIN");
        }
        foreach (var source in heard.Values) health.Insert(LogRows.Of(source));
        using var move = connection.CreateCommand();
        move.CommandText = "UPDATE chain_head SET sequence = @sequence, hash = @hash WHERE id = 1";
        move.Parameters.AddWithValue("@sequence", head.Sequence);
        move.Parameters.AddWithValue("@hash", head.Hash);
        move.ExecuteNonQuery();
        Execute(connection, "COMMIT");
    }

    // The next blocks are made on the other processors while one is written.
    static IEnumerable<GeneratedEvent> All(long rows, CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<GeneratedEvent[]>>();
        for (var first = 0L; first < rows || ahead.Count > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (; first < rows && ahead.Count < 2 * Environment.ProcessorCount; first += EventsInABlock)
            {
                var from = first;
                ahead.Enqueue(Task.Run(() => Block(from, rows), cancellationToken));
            }
            foreach (var made in ahead.Dequeue().Result) yield return made;
        }
    }

    static GeneratedEvent[] Block(long first, long rows)
    {
        var events = new GeneratedEvent[Math.Min(EventsInABlock, rows - first)];
        for (var i = 0; i < events.Length; i++) events[i] = GeneratedEvents.At(first + i, rows);
        return events;
    }

    static List<(string Name, string Sql)> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => GeneratedYear.End;
    }

    sealed class NobodyIsTold : INotificationRouter
    {
        public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => [];

        public void Wake()
        {
        }
    }
}
