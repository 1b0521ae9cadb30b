using Microsoft.Data.Sqlite;
using SlackAudit.Events;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>Writing the log on SQLite: one connection, prepared statements, a transaction that takes the write lock at once.</summary>
sealed class SqliteLogEngine(string connectionString) : ILogEngine, IDisposable
{
    SqliteLogConnection? open;

    public Task<LogSession> BeginAsync(CancellationToken cancellationToken)
    {
        open ??= new SqliteLogConnection(connectionString);
        try
        {
            open.Checkpoint.Finish();
            open.Begin.Execute();
        }
        catch
        {
            Forget();
            throw;
        }
        return Task.FromResult<LogSession>(new Session(this, open));
    }

    // A wrong statement (SQLITE_ERROR), type or constraint is our own fault; everything else (busy, full, read-only, I/O, corrupt, not
    // a database, cannot open) is the database's state.
    public bool IsUnavailable(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not (1 or 19 or 20 or 21 or 25) } or IOException or UnauthorizedAccessException
        || exception is SqliteException { SqliteErrorCode: 1 } missing && missing.Message.Contains("no such table", StringComparison.Ordinal);

    // Whoever holds the lock is waited for already.
    public bool IsTransient(Exception exception) => false;

    public void Dispose() => Forget();

    void Forget()
    {
        open?.Dispose();
        open = null;
    }

    sealed class Session(SqliteLogEngine engine, SqliteLogConnection log) : LogSession
    {
        bool committed;

        public override Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events)
        {
            var head = log.Head.First(static row => new ChainHead { Sequence = raw.sqlite3_column_int64(row, 0), Hash = raw.sqlite3_column_blob(row, 1).ToArray() });
            var recorded = new HashSet<(string, string)>();
            foreach (var e in events)
                if (log.FindEvent.Finds(e.Source, e.SourceEventId)) recorded.Add((e.Source, e.SourceEventId));
            return Task.FromResult(new LogState(head, recorded));
        }

        public override Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit)
        {
            foreach (var payload in batch.Payloads) log.AddPayload.Execute(LogRows.Of(payload));
            foreach (var e in batch.Events) log.AddEvent.Execute(LogRows.Of(e));
            foreach (var notification in batch.Notifications) log.AddNotification.Execute(LogRows.Of(notification));
            foreach (var heard in batch.Heard.Values) log.Hear.Execute(LogRows.Of(heard));
            bool[] applied = [.. batch.Changes.Select(change => log.ChangeNotification.Execute(LogRows.Of(change)) == 1)];
            if (batch.Events.Count > 0) log.MoveHead.Execute(batch.Head.Sequence, batch.Head.Hash);
            if (commit)
            {
                log.Commit.Execute();
                log.Checkpoint.Committed();
            }
            committed = commit;
            return Task.FromResult<IReadOnlyList<bool>>(applied);
        }

        public override ValueTask DisposeAsync()
        {
            if (committed) return ValueTask.CompletedTask;
            try
            {
                log.Rollback.Execute();
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself (disk full, I/O error): the next batch begins with a new connection.
                engine.Forget();
            }
            return ValueTask.CompletedTask;
        }
    }
}
