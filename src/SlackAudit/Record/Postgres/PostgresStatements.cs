using Npgsql;
using NpgsqlTypes;
using SlackAudit.Events;

namespace SlackAudit.Record.Postgres;

/// <summary>The writer's SQL. A batch of any size is the same few statements, since rows go as one array a column.</summary>
static class PostgresStatements
{
    /// <summary>
    /// Begins a transaction whose commit is on disk before it is answered, whatever the server's default, and which ends by itself
    /// if this machine vanishes: another instance waits for its lock.
    /// </summary>
    public static readonly string[] Begin =
    [
        "BEGIN ISOLATION LEVEL READ COMMITTED",
        "SET LOCAL synchronous_commit = on",
        "SET LOCAL idle_in_transaction_session_timeout = '5s'",
    ];

    public const string Commit = "COMMIT";

    // Writing the row to itself takes its lock until the transaction ends.
    public const string LockHead = "UPDATE chain_head SET sequence = sequence WHERE id = 1 RETURNING sequence, hash";

    const string MoveHead = "UPDATE chain_head SET sequence = $1, hash = $2 WHERE id = 1";

    // As many look-ups as events: a join might read the whole table.
    const string FindEvents = """
        SELECT asked.source, asked.source_event_id FROM unnest($1, $2) AS asked (source, source_event_id)
        WHERE EXISTS (SELECT FROM events WHERE events.source = asked.source AND events.source_event_id = asked.source_event_id OFFSET 0)
        """;

    static readonly string ChangeNotification =
        $"UPDATE notifications SET ({LogRows.List(LogRows.ChangeColumns[2..])}) = ROW ({Places(LogRows.ChangeColumns[..^1], from: 2)}, coalesce(${LogRows.ChangeColumns.Length}, lives_until)) "
        + "WHERE id = $1 AND attempts = $2 AND state IN ('pending', 'sending', 'waiting')";

    static readonly string Hear = Insert("source_health", LogRows.HealthColumns) + """
         ON CONFLICT (source) DO UPDATE SET
            last_delivery_at = coalesce(excluded.last_delivery_at, source_health.last_delivery_at),
            last_event_at = coalesce(excluded.last_event_at, source_health.last_event_at),
            refused = source_health.refused + excluded.refused,
            last_refused_at = coalesce(excluded.last_refused_at, source_health.last_refused_at),
            last_refused_reason = coalesce(excluded.last_refused_reason, source_health.last_refused_reason)
        """;

    static readonly string AddPayloads = Insert("payloads", LogRows.PayloadColumns);
    static readonly string AddEvents = Insert("events", LogRows.EventColumns);
    static readonly string AddCorrelations = Insert("correlations", LogRows.CorrelationColumns);
    static readonly string AddNotifications = Insert("notifications", LogRows.NotificationColumns) + " ON CONFLICT (key) DO NOTHING";

    public static NpgsqlBatchCommand Find(IReadOnlyList<AuditEvent> events) =>
        Rows(FindEvents, ["source", "source_event_id"], [.. events.Select(e => new object?[] { e.Source, e.SourceEventId })]);

    /// <summary>A batch's changes of notifications, one statement each.</summary>
    public static IEnumerable<NpgsqlBatchCommand> ChangesOf(LogBatch batch) =>
        batch.Changes.Select(change => Row(ChangeNotification, LogRows.ChangeColumns, LogRows.Of(change)));

    /// <summary>Everything else that a batch writes.</summary>
    public static IEnumerable<NpgsqlBatchCommand> RowsOf(LogBatch batch)
    {
        if (batch.Payloads.Count > 0) yield return Rows(AddPayloads, LogRows.PayloadColumns, [.. batch.Payloads.Select(LogRows.Of)]);
        if (batch.Events.Count > 0) yield return Rows(AddEvents, LogRows.EventColumns, [.. batch.Events.Select(LogRows.Of)]);
        object?[][] correlations = [.. batch.Correlations.Select(LogRows.Of)];
        if (correlations.Length > 0) yield return Rows(AddCorrelations, LogRows.CorrelationColumns, correlations);
        if (batch.Notifications.Count > 0) yield return Rows(AddNotifications, LogRows.NotificationColumns, [.. batch.Notifications.Select(LogRows.Of)]);
        if (batch.Heard.Count > 0) yield return Rows(Hear, LogRows.HealthColumns, [.. batch.Heard.Values.Select(LogRows.Of)]);
        if (batch.Events.Count > 0) yield return Row(MoveHead, ["sequence", "hash"], [batch.Head.Sequence, batch.Head.Hash]);
    }

    // In the order given, which gives notifications their places in the outbox.
    static string Insert(string table, string[] columns) =>
        $"INSERT INTO {table} ({LogRows.List(columns)}) SELECT {LogRows.List(columns)} FROM unnest({Places(columns)}) "
        + $"WITH ORDINALITY AS added ({LogRows.List(columns)}, place) ORDER BY place";

    static string Places(string[] columns, int from = 0) => string.Join(", ", Enumerable.Range(from + 1, columns.Length - from).Select(number => $"${number}"));

    static NpgsqlBatchCommand Row(string sql, string[] columns, object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(columns[i]), Value = values[i] ?? DBNull.Value });
        return command;
    }

    static NpgsqlBatchCommand Rows(string sql, string[] columns, object?[][] rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = i;
            var type = TypeOf(columns[i]);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = ArrayOf(type, rows.Select(row => row[column])) });
        }
        return command;
    }

    static Array ArrayOf(NpgsqlDbType type, IEnumerable<object?> values) => type switch
    {
        NpgsqlDbType.Bigint => values.Cast<long?>().ToArray(),
        NpgsqlDbType.Integer => values.Cast<int?>().ToArray(),
        NpgsqlDbType.Boolean => values.Cast<bool?>().ToArray(),
        NpgsqlDbType.TimestampTz => values.Cast<DateTimeOffset?>().ToArray(),
        NpgsqlDbType.Bytea => values.Cast<byte[]?>().ToArray(),
        _ => values.Cast<string?>().ToArray(),
    };

    static NpgsqlDbType TypeOf(string column) => LogRows.TypeOf(column) switch
    {
        var type when type == typeof(long) => NpgsqlDbType.Bigint,
        var type when type == typeof(int) => NpgsqlDbType.Integer,
        var type when type == typeof(bool) => NpgsqlDbType.Boolean,
        var type when type == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
        var type when type == typeof(byte[]) => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };
}
