using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using SlackAudit.Events;

namespace SlackAudit.Record.SqlServer;

/// <summary>One transaction of the writer on SQL Server: a round trip to begin, one to lock and look, one to write (more only for a huge batch), one to commit.</summary>
sealed class SqlServerLogSession(SqlConnection connection, SqlTransaction transaction) : LogSession
{
    public override async Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events)
    {
        var recorded = new HashSet<(string, string)>();
        var chunks = events.Chunk(SqlServerStatements.MostEvents).ToList();
        var lookUps = chunks.Select(SqlServerStatements.FindEvents).Prepend(new SqlServerStatement(SqlServerStatements.LockHead, []));
        ChainHead? head = null;
        foreach (var command in SqlServerCommand.Pack(lookUps, connection, transaction))
        {
            await using var _ = command;
            await using var reader = await command.ExecuteReaderAsync();
            if (head is null)
            {
                if (!await reader.ReadAsync()) throw new InvalidDataException("The table chain_head has no row; was the database migrated?");
                head = new ChainHead { Sequence = reader.GetInt64(0), Hash = reader.GetFieldValue<byte[]>(1) };
                await reader.NextResultAsync();
            }
            do
            {
                while (await reader.ReadAsync()) recorded.Add((reader.GetString(0), reader.GetString(1)));
            }
            while (await reader.NextResultAsync());
        }
        return new LogState(head!, recorded);
    }

    public override async Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit)
    {
        var applied = new List<bool>(batch.Changes.Count);
        foreach (var command in SqlServerCommand.Pack(SqlServerStatements.Of(batch), connection, transaction))
        {
            await using var _ = command;
            await using var reader = await command.ExecuteReaderAsync();
            do
            {
                while (await reader.ReadAsync()) applied.Add(reader.GetInt32(0) == 1);
            }
            while (await reader.NextResultAsync());
        }
        if (commit) await transaction.CommitAsync();
        return applied;
    }

    public override DbCommand Command(string sql, params IReadOnlyList<object> values)
    {
        var command = new SqlCommand(sql, connection, transaction);
        for (var i = 0; i < values.Count; i++)
        {
            // A DateTime would go as datetime, which keeps three milliseconds at best.
            if (values[i] is DateTimeOffset instant) command.Parameters.Add($"@p{i}", SqlDbType.DateTime2).Value = instant.UtcDateTime;
            else command.Parameters.AddWithValue($"@p{i}", values[i]);
        }
        return command;
    }

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
