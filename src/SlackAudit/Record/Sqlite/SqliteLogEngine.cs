using System.Data.Common;
using Microsoft.Data.Sqlite;
using SlackAudit.Events;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>Writing the log on SQLite: one connection, prepared statements, a transaction that takes the write lock at once.</summary>
sealed class SqliteLogEngine(SqlitePlace place) : ILogEngine, IDisposable
{
    SqliteLogConnection? open;

    public async Task<LogSession> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (open is null) place.Demand();
            var log = open ??= new SqliteLogConnection(place.ConnectionString);
            try
            {
                await log.BeginAsync();
            }
            catch
            {
                Forget();
                throw;
            }
            try
            {
                place.Demand();
                if (!log.WriteAheadLog.IsMoved) return new Session(this, log);
            }
            catch (MovedDatabaseException)
            {
                log.Rollback.Execute();
                // Wherever the file went, it shall hold all of its events, and leave nothing that would spoil another in its place.
                log.TryEmptyWriteAheadLog();
                throw;
            }
            // The write-ahead log was deleted or moved, so a crash would lose what is in it: into the database file with it, and begin another.
            log.Rollback.Execute();
            if (!log.TryEmptyWriteAheadLog()) throw new SqliteException("The write-ahead log is gone from its place, and is still being read.", 5);
            Forget();
            SqliteConnection.ClearAllPools();
        }
    }

    // A wrong statement (SQLITE_ERROR), type or constraint is our own fault; everything else (busy, full, read-only, I/O, corrupt, not
    // a database, cannot open) is the database's state.
    public bool IsUnavailable(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not (1 or 19 or 20 or 21 or 25) } or MovedDatabaseException or IOException or UnauthorizedAccessException
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
            foreach (var correlation in batch.Correlations) log.AddCorrelation.Execute(LogRows.Of(correlation));
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

        public override DbCommand Command(string sql, params IReadOnlyList<object> values)
        {
            var command = log.Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Count; i++)
                command.Parameters.AddWithValue($"@p{i}", values[i] is DateTimeOffset instant ? Instants.ToMicroseconds(instant) : values[i]);
            return command;
        }

        public override ValueTask DisposeAsync()
        {
            // Closing rolls back. A connection on which a write failed may be one that never can: SQLite opens read-only what it may not write.
            if (!committed) engine.Forget();
            return ValueTask.CompletedTask;
        }
    }
}
