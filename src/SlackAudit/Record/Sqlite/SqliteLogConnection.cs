using Microsoft.Data.Sqlite;

namespace SlackAudit.Record.Sqlite;

/// <summary>The writer's own connection with its prepared statements, kept open between batches.</summary>
sealed class SqliteLogConnection : IDisposable
{
    public SqliteLogConnection(string connectionString)
    {
        var own = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 2 }.ToString();
        Connection = new SqliteConnection(own);
        try
        {
            Connection.Open();
            using var pragmas = Connection.CreateCommand();
            // FULL: a commit is on disk before anybody is told so. The writer waits for another process rather than fail at once.
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000; PRAGMA cache_size = -20000; PRAGMA journal_size_limit = 67108864;";
            pragmas.ExecuteNonQuery();
            Begin = new SqliteStatement(Connection, "BEGIN IMMEDIATE");
            Commit = new SqliteStatement(Connection, "COMMIT");
            Rollback = new SqliteStatement(Connection, "ROLLBACK");
            Head = new SqliteStatement(Connection, "SELECT sequence, hash FROM chain_head WHERE id = 1");
            MoveHead = new SqliteStatement(Connection, "UPDATE chain_head SET sequence = @sequence, hash = @hash WHERE id = 1", "sequence", "hash");
            FindEvent = new SqliteStatement(
                Connection, "SELECT 1 FROM events WHERE source = @source AND source_event_id = @source_event_id", "source", "source_event_id");
            AddEvent = Insert("INSERT INTO events", LogRows.EventColumns, "");
            AddPayload = Insert("INSERT INTO payloads", LogRows.PayloadColumns, "");
            AddNotification = Insert("INSERT INTO notifications", LogRows.NotificationColumns, " ON CONFLICT (key) DO NOTHING");
            ChangeNotification = new SqliteStatement(Connection, """
                UPDATE notifications SET state = @state, attempts = @attempts, due_at = @due_at, may_repeat = @may_repeat, reason = @reason,
                    slack_channel = @slack_channel, slack_ts = @slack_ts, message = @message
                WHERE id = @id AND attempts = @seen_attempts AND state NOT IN ('posted', 'failed')
                """, LogRows.ChangeColumns);
            Hear = Insert("INSERT INTO source_health", LogRows.HealthColumns, """
                 ON CONFLICT (source) DO UPDATE SET
                    last_delivery_at = coalesce(excluded.last_delivery_at, last_delivery_at),
                    last_event_at = coalesce(excluded.last_event_at, last_event_at),
                    refused = refused + excluded.refused,
                    last_refused_at = coalesce(excluded.last_refused_at, last_refused_at),
                    last_refused_reason = coalesce(excluded.last_refused_reason, last_refused_reason)
                """);
            Checkpoint = new SqliteCheckpoint(Connection, own);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    public SqliteStatement Begin { get; }

    public SqliteStatement Commit { get; }

    public SqliteStatement Rollback { get; }

    public SqliteStatement Head { get; }

    public SqliteStatement MoveHead { get; }

    public SqliteStatement FindEvent { get; }

    public SqliteStatement AddEvent { get; }

    public SqliteStatement AddPayload { get; }

    public SqliteStatement AddNotification { get; }

    public SqliteStatement ChangeNotification { get; }

    public SqliteStatement Hear { get; }

    public SqliteCheckpoint Checkpoint { get; }

    public void Dispose()
    {
        Checkpoint.Dispose();
        foreach (var statement in new[] { Begin, Commit, Rollback, Head, MoveHead, FindEvent, AddEvent, AddPayload, AddNotification, ChangeNotification, Hear })
            statement.Dispose();
        Connection.Dispose();
    }

    SqliteStatement Insert(string insert, string[] columns, string rest) =>
        new(Connection, $"{insert} ({LogRows.List(columns)}) VALUES ({LogRows.List(columns, "@")}){rest}", columns);
}
