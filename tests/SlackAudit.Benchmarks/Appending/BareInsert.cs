using SlackAudit.Events;
using SlackAudit.Record;
using SQLitePCL;

namespace SlackAudit.Benchmarks.Appending;

/// <summary>The fastest way to put the same rows into the same tables: two prepared statements, a synced transaction, and nothing else.</summary>
sealed class BareInsert : IDisposable
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt addEvent;
    readonly sqlite3_stmt addPayload;

    public BareInsert(string file)
    {
        Check(raw.sqlite3_open(file, out connection));
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA cache_size = -20000");
        addEvent = Insert("events", LogRows.EventColumns);
        addPayload = Insert("payloads", LogRows.PayloadColumns);
    }

    public void Add(IEnumerable<(AuditEvent Event, KeptPayload Payload)> rows)
    {
        Run("BEGIN IMMEDIATE");
        foreach (var (e, payload) in rows)
        {
            Bind(addPayload, [e.Id, payload.Body, payload.Length]);
            Bind(addEvent, LogRows.Of(e));
        }
        Run("COMMIT");
    }

    public void Dispose()
    {
        addEvent.Dispose();
        addPayload.Dispose();
        connection.Dispose();
    }

    static void Bind(sqlite3_stmt statement, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _ = values[i] switch
            {
                null => raw.sqlite3_bind_null(statement, i + 1),
                string text => raw.sqlite3_bind_text(statement, i + 1, text),
                byte[] bytes => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                bool flag => raw.sqlite3_bind_int64(statement, i + 1, flag ? 1 : 0),
                int number => raw.sqlite3_bind_int64(statement, i + 1, number),
                DateTimeOffset instant => raw.sqlite3_bind_int64(statement, i + 1, Instants.ToMicroseconds(instant)),
                var number => raw.sqlite3_bind_int64(statement, i + 1, (long)number),
            };
        }
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE) throw new InvalidOperationException($"SQLite says {result}.");
    }

    sqlite3_stmt Insert(string table, string[] columns)
    {
        Check(raw.sqlite3_prepare_v2(connection, $"INSERT INTO {table} ({LogRows.List(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})", out var statement));
        return statement;
    }

    void Run(string sql) => Check(raw.sqlite3_exec(connection, sql));

    static void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite says {result}.");
    }
}
