using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>A log with a bit of everything in one SQLite file, which can be edited by plain SQL and put back.</summary>
internal sealed class ProvenLog : IAsyncDisposable
{
    readonly string folder;
    readonly byte[] pristine;
    readonly TestLog log;

    ProvenLog(string folder, byte[] pristine, TestLog log)
    {
        this.folder = folder;
        this.pristine = pristine;
        this.log = log;
    }

    public string File => Path.Combine(folder, "proven.db");

    /// <summary>A log of 60 events with checkpoints of 18, 42 and all of them.</summary>
    /// <param name="then">What befalls it afterwards.</param>
    public static async Task<ProvenLog> New(Func<TestLog, Task>? then = null)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-proof-").FullName;
        var file = Path.Combine(folder, "proven.db");
        await using (var source = await TestLog.OnSqlite())
        {
            await Fill(source);
            if (then is not null) await then(source);
            await using var connection = new SqliteConnection($"Data Source={source.File};Pooling=False");
            await connection.OpenAsync();
            await using var copy = connection.CreateCommand();
            copy.CommandText = $"VACUUM INTO '{file}'";
            await copy.ExecuteNonQueryAsync();
        }
        var log = await TestLog.Open(new DatabaseSettings { ConnectionString = $"Data Source={file};Pooling=False" });
        return new ProvenLog(folder, await System.IO.File.ReadAllBytesAsync(file), log);
    }

    /// <summary>Verifies in stretches so small that every edit is near the seam of two.</summary>
    public Task<Verdict> Verify(params CheckpointClaim[] claims) =>
        new LogVerifier(log.Of<IDbContextFactory<AuditDbContext>>()) { EventsInAStretch = 7, PayloadsInAStretch = 5 }.VerifyAsync(claims, payloads: true, null, default);

    /// <summary>The checkpoint of an event as somebody would have kept it.</summary>
    public async Task<CheckpointClaim> Claim(long sequence) => new(sequence, (await log.Questions.FindAsync(sequence, default))!.Hash);

    public void Restore() => System.IO.File.WriteAllBytes(File, pristine);

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Edits the file by plain SQL.</summary>
    /// <returns>Whether anything is different now.</returns>
    public bool Edit(string sql)
    {
        using var connection = Open();
        var before = Dump(connection);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 19 or 20)
        {
            // What the table itself does not allow.
            return false;
        }
        return Dump(connection) != before;
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static string Dump(SqliteConnection connection)
    {
        string[] tables = ["events", "payloads", "chain_head", "checkpoints", "pruned_ranges", "correlations"];
        return string.Join("\n", tables.SelectMany(table => Rows(connection, table)));
    }

    static List<string> Rows(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        using (var names = command.ExecuteReader())
            while (names.Read()) columns.Add(names.GetString(0));
        command.CommandText = $"SELECT {string.Join(" || ' ' || ", columns.Select(column => $"typeof({column}) || hex(coalesce({column}, ''))"))} FROM {table} ORDER BY 1";
        var rows = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    static async Task Fill(TestLog log)
    {
        var id = 0;
        AuditEvent Event(string action, string? app = "acme/Billing", string? actor = "Alice@example.com") => Some.Event(action, app, actor) with { SourceEventId = $"e{++id}" };
        async Task Append(string payload, params AuditEvent[] events)
        {
            log.Time.Advance(TimeSpan.FromSeconds(61));
            await log.Log.AppendAsync("generic", events, System.Text.Encoding.UTF8.GetBytes(payload), default);
        }

        for (var round = 0; id < 60; round++)
        {
            await Append($"{{\"round\":{round},\"padding\":\"{new string('x', 50 + 7 * round)}\"}}",
                Event("env.change") with { Sensitive = true, Scope = "Production", Url = $"https://example.com/{round}", SourceAction = "release:promote", Correlation = $"release:production/billing/R{round}" },
                Event("deploy", "myapp", null) with { Target = "eu/prod-db", TargetType = "database", ClientAddress = "203.0.113.7", Outcome = Outcome.Failure });
            await Append("", Event("exec", null, "bob") with { Correlation = "session:a run:b", Summary = "ümläut 🚀", ActorTrust = ActorTrust.Verified });
            // The same payload twice, under two ids.
            await Append("{\"again\":true}", Event("push", "search"));
            await Append("{\"again\":true}", Event("push", "search"));
            await Append("plain words", Event("login", "İstanbul/Straße", "ops/carol"));
            if (id is 18 or 42 or 60) await log.Of<Checkpoints>().TakeAsync(default);
        }
    }
}
