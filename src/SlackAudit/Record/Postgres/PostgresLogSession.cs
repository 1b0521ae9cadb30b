using System.Data.Common;
using Npgsql;
using SlackAudit.Events;

namespace SlackAudit.Record.Postgres;

/// <summary>One transaction of the writer on PostgreSQL: one round trip to begin, lock and look, one to write and commit.</summary>
sealed class PostgresLogSession(NpgsqlConnection connection) : LogSession
{
    public override async Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in PostgresStatements.Begin) batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgresStatements.LockHead));
        if (events.Count > 0) batch.BatchCommands.Add(PostgresStatements.Find(events));
        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidDataException("The table chain_head has no row; was the database migrated?");
        var head = new ChainHead { Sequence = reader.GetInt64(0), Hash = reader.GetFieldValue<byte[]>(1) };
        var recorded = new HashSet<(string, string)>();
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) recorded.Add((reader.GetString(0), reader.GetString(1)));
        return new LogState(head, recorded);
    }

    public override async Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit)
    {
        await using var writes = new NpgsqlBatch(connection);
        List<NpgsqlBatchCommand> changes = [.. PostgresStatements.ChangesOf(batch)];
        foreach (var command in changes.Concat(PostgresStatements.RowsOf(batch))) writes.BatchCommands.Add(command);
        if (commit) writes.BatchCommands.Add(new NpgsqlBatchCommand(PostgresStatements.Commit));
        await writes.ExecuteNonQueryAsync();
        return [.. changes.Select(change => change.RecordsAffected == 1)];
    }

    public override DbCommand Command(string sql, params IReadOnlyList<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        for (var i = 0; i < values.Count; i++) command.Parameters.AddWithValue($"p{i}", values[i]);
        return command;
    }

    // Closing rolls back what is not committed.
    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
