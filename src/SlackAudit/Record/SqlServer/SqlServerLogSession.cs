using System.Data;
using Microsoft.Data.SqlClient;
using SlackAudit.Events;

namespace SlackAudit.Record.SqlServer;

/// <summary>One transaction of the writer on SQL Server.</summary>
sealed class SqlServerLogSession(SqlConnection connection, SqlTransaction transaction) : LogSession
{
    public override async Task<ChainHead> LockHeadAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(SqlServerStatements.LockHead);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidDataException("The table chain_head has no row; was the database migrated?");
        return new ChainHead { Sequence = reader.GetInt64(0), Hash = reader.GetFieldValue<byte[]>(1) };
    }

    public override async Task<HashSet<(string Source, string SourceEventId)>> FindRecordedAsync(
        IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var found = new HashSet<(string, string)>();
        foreach (var chunk in events.Chunk(SqlServerStatements.MostRows(2)))
        {
            await using var command = Command(SqlServerStatements.FindEvents(chunk.Length));
            for (var i = 0; i < chunk.Length; i++)
            {
                Add(command, $"s{i}", chunk[i].Source);
                Add(command, $"e{i}", chunk[i].SourceEventId);
            }
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) found.Add((reader.GetString(0), reader.GetString(1)));
        }
        return found;
    }

    public override async Task WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        await InsertAsync("payloads", LogRows.PayloadColumns, [.. batch.Payloads.Select(LogRows.Of)], cancellationToken);
        await InsertAsync("events", LogRows.EventColumns, [.. batch.Events.Select(LogRows.Of)], cancellationToken);
        foreach (var notification in batch.Notifications)
            await ExecuteAsync(SqlServerStatements.AddNotification, LogRows.NotificationColumns, LogRows.Of(notification), cancellationToken);
        foreach (var heard in batch.Heard.Values)
            await ExecuteAsync(SqlServerStatements.Hear, LogRows.HealthColumns, LogRows.Of(heard), cancellationToken);
        if (batch.Events.Count > 0)
            await ExecuteAsync(SqlServerStatements.MoveHead, ["sequence", "hash"], [batch.Head.Sequence, batch.Head.Hash], cancellationToken);
    }

    public override async Task<int> ApplyAsync(IReadOnlyList<NotificationChange> changes, CancellationToken cancellationToken)
    {
        var applied = 0;
        foreach (var change in changes)
            applied += await ExecuteAsync(SqlServerStatements.ChangeNotification, LogRows.ChangeColumns, LogRows.Of(change), cancellationToken);
        return applied;
    }

    public override Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    async Task InsertAsync(string table, string[] columns, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(SqlServerStatements.MostRows(columns.Length)))
        {
            await using var command = Command(SqlServerStatements.InsertRows(table, columns, chunk.Length));
            for (var row = 0; row < chunk.Length; row++)
                for (var column = 0; column < columns.Length; column++) Add(command, $"p{row}_{column}", chunk[row][column], columns[column]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    async Task<int> ExecuteAsync(string sql, string[] parameters, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        for (var i = 0; i < parameters.Length; i++) Add(command, parameters[i], values[i], parameters[i]);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    SqlCommand Command(string sql) => new(sql, connection, transaction);

    // Types are said outright: a null without a type goes as nvarchar, which no binary column takes.
    static void Add(SqlCommand command, string name, object? value, string? column = null)
    {
        var parameter = command.Parameters.Add("@" + name, TypeOf(value, column));
        parameter.Value = value is DateTimeOffset instant ? instant.UtcDateTime : value ?? DBNull.Value;
    }

    static SqlDbType TypeOf(object? value, string? column) => value switch
    {
        long => SqlDbType.BigInt,
        int => SqlDbType.Int,
        bool => SqlDbType.Bit,
        DateTimeOffset => SqlDbType.DateTime2,
        byte[] => SqlDbType.VarBinary,
        null when column is "hash" or "payload_digest" or "body" => SqlDbType.VarBinary,
        null when column is "payload_id" or "event_id" => SqlDbType.BigInt,
        null when column is not null && column.EndsWith("_at", StringComparison.Ordinal) => SqlDbType.DateTime2,
        null when column is "period_start" or "period_end" => SqlDbType.DateTime2,
        _ => SqlDbType.NVarChar,
    };
}
