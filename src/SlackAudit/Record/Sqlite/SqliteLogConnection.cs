using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>The writer's own connection with its prepared statements, kept open between batches.</summary>
sealed class SqliteLogConnection : IDisposable
{
    const int Patience = 2000;

    public SqliteLogConnection(string connectionString)
    {
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 2 }.ToString());
        try
        {
            Connection.Open();
            using var pragmas = Connection.CreateCommand();
            // The question at the end has SQLite open the write-ahead log, which it puts off until somebody reads.
            // FULL: a commit is on disk before anybody is told so. The writer waits for another process rather than fail at once.
            pragmas.CommandText = $"PRAGMA busy_timeout = {Patience}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4000; PRAGMA journal_size_limit = 67108864; SELECT 1 FROM sqlite_schema LIMIT 1;";
            pragmas.ExecuteNonQuery();
            Commit = new SqliteStatement(Connection, "COMMIT");
            Rollback = new SqliteStatement(Connection, "ROLLBACK");
            Head = new SqliteStatement(Connection, "SELECT sequence, hash FROM chain_head WHERE id = 1");
            MoveHead = new SqliteStatement(Connection, "UPDATE chain_head SET sequence = @sequence, hash = @hash WHERE id = 1", "sequence", "hash");
            FindEvent = new SqliteStatement(
                Connection, "SELECT 1 FROM events WHERE source = @source AND source_event_id = @source_event_id", "source", "source_event_id");
            AddEvent = Insert("INSERT INTO events", LogRows.EventColumns, "");
            AddCorrelation = Insert("INSERT INTO correlations", LogRows.CorrelationColumns, "");
            AddPayload = Insert("INSERT INTO payloads", LogRows.PayloadColumns, "");
            AddNotification = Insert("INSERT INTO notifications", LogRows.NotificationColumns, " ON CONFLICT (key) DO NOTHING");
            ChangeNotification = new SqliteStatement(Connection, """
                UPDATE notifications SET state = @state, attempts = @attempts, due_at = @due_at, may_repeat = @may_repeat, reason = @reason,
                    slack_channel = @slack_channel, slack_ts = @slack_ts, message = @message, lives_until = coalesce(@lives_until, lives_until)
                WHERE id = @id AND attempts = @seen_attempts AND state IN ('pending', 'sending', 'waiting')
                """, LogRows.ChangeColumns);
            Hear = Insert("INSERT INTO source_health", LogRows.HealthColumns, """
                 ON CONFLICT (source) DO UPDATE SET
                    last_delivery_at = coalesce(excluded.last_delivery_at, last_delivery_at),
                    last_event_at = coalesce(excluded.last_event_at, last_event_at),
                    refused = refused + excluded.refused,
                    last_refused_at = coalesce(excluded.last_refused_at, last_refused_at),
                    last_refused_reason = coalesce(excluded.last_refused_reason, last_refused_reason)
                """);
            Checkpoint = new SqliteCheckpoint(Connection);
            WriteAheadLog = new SqliteFile(Connection.DataSource + "-wal");
        }
        catch
        {
            Checkpoint?.Dispose();
            Connection.Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    /// <summary>The file that a commit is written to first.</summary>
    public SqliteFile WriteAheadLog { get; }

    public SqliteCheckpoint Checkpoint { get; }

    public SqliteStatement Commit { get; }

    public SqliteStatement Rollback { get; }

    public SqliteStatement Head { get; }

    public SqliteStatement MoveHead { get; }

    public SqliteStatement FindEvent { get; }

    public SqliteStatement AddEvent { get; }

    public SqliteStatement AddCorrelation { get; }

    public SqliteStatement AddPayload { get; }

    public SqliteStatement AddNotification { get; }

    public SqliteStatement ChangeNotification { get; }

    public SqliteStatement Hear { get; }

    /// <summary>Begins a transaction that has the write lock.</summary>
    /// <exception cref="SqliteException">Another process has it and keeps it.</exception>
    public async Task BeginAsync()
    {
        // SQLite would look again after a tenth of a second, and two busy processes starve each other: who just had the lock has it again.
        Checkpoint.Finish();
        var asked = Stopwatch.GetTimestamp();
        raw.sqlite3_busy_timeout(Connection.Handle, 0);
        int answer;
        while ((answer = raw.sqlite3_exec(Connection.Handle, "BEGIN IMMEDIATE")) == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(asked).TotalMilliseconds < Patience)
            await Task.Delay(1);
        raw.sqlite3_busy_timeout(Connection.Handle, Patience);
        SqliteException.ThrowExceptionForRC(answer, Connection.Handle);
    }

    /// <summary>Moves all that is in the write-ahead log into the database file.</summary>
    /// <returns>Whether it could; else somebody is still reading it.</returns>
    public bool TryEmptyWriteAheadLog()
    {
        using var checkpoint = Connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return checkpoint.ExecuteScalar() is 0L;
    }

    public void Dispose()
    {
        WriteAheadLog.Dispose();
        Checkpoint.Dispose();
        foreach (var statement in new[] { Commit, Rollback, Head, MoveHead, FindEvent, AddEvent, AddCorrelation, AddPayload, AddNotification, ChangeNotification, Hear })
            statement.Dispose();
        Connection.Dispose();
    }

    SqliteStatement Insert(string insert, string[] columns, string rest) =>
        new(Connection, $"{insert} ({LogRows.List(columns)}) VALUES ({LogRows.List(columns, "@")}){rest}", columns);
}
