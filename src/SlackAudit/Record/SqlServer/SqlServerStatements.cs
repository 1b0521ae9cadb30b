using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record.SqlServer;

/// <summary>The writer's T-SQL: plain statements only, so that every server that speaks TDS takes them, and each may be repeated after a rollback.</summary>
static class SqlServerStatements
{
    /// <summary>How many parameters a command may have; the server's limit is 2,100.</summary>
    public const int MostParameters = 2000;

    /// <summary>How many events one statement looks up.</summary>
    public const int MostEvents = 200;

    const int MostRowsOfValues = 1000;

    // Writing the row to itself takes its lock until the transaction ends.
    public const string LockHead = """
        UPDATE [chain_head] SET [sequence] = [sequence] WHERE [id] = 1;
        SELECT [sequence], [hash] FROM [chain_head] WHERE [id] = 1;
        """;

    const string MoveHead = "UPDATE [chain_head] SET [sequence] = {0}, [hash] = {1} WHERE [id] = 1;";

    // id and seen_attempts come first in the columns of a change.
    static readonly string ChangeNotification =
        $"UPDATE [notifications] SET {Assign(LogRows.ChangeColumns[..^1], from: 2)}, [lives_until] = COALESCE({Place(LogRows.ChangeColumns.Length - 1)}, [lives_until]) "
        + "WHERE [id] = {0} AND [attempts] = {1} AND [state] IN (N'pending', N'sending', N'waiting'); SELECT @@ROWCOUNT;";

    static readonly string AddNotification =
        $"INSERT INTO [notifications] ({Columns(LogRows.NotificationColumns)}) SELECT {Places(LogRows.NotificationColumns)} "
        + "WHERE NOT EXISTS (SELECT 1 FROM [notifications] WHERE [key] = {0});";

    static readonly string Hear =
        "UPDATE [source_health] SET [last_delivery_at] = COALESCE({1}, [last_delivery_at]), [last_event_at] = COALESCE({2}, [last_event_at]), "
        + "[refused] = [refused] + {3}, [last_refused_at] = COALESCE({4}, [last_refused_at]), "
        + "[last_refused_reason] = COALESCE({5}, [last_refused_reason]) WHERE [source] = {0}; "
        + $"IF @@ROWCOUNT = 0 INSERT INTO [source_health] ({Columns(LogRows.HealthColumns)}) VALUES ({Places(LogRows.HealthColumns)});";

    public static SqlServerStatement FindEvents(AuditEvent[] events) => new(
        "SELECT [source], [source_event_id] FROM [events] WHERE "
        + string.Join(" OR ", events.Select((_, i) => $"([source] = {Place(2 * i)} AND [source_event_id] = {Place(2 * i + 1)})")) + ";",
        [.. events.SelectMany(e => new (string, object?)[] { ("source", e.Source), ("source_event_id", e.SourceEventId) })]);

    /// <summary>A batch's statements, each change answering with how many rows it met.</summary>
    public static IEnumerable<SqlServerStatement> Of(LogBatch batch) =>
    [
        .. Insert("payloads", LogRows.PayloadColumns, batch.Payloads.Select(LogRows.Of)),
        .. Insert("events", LogRows.EventColumns, batch.Events.Select(LogRows.Of)),
        .. Insert("correlations", LogRows.CorrelationColumns, batch.Correlations.Select(LogRows.Of)),
        .. batch.Notifications.Select(notification => Row(AddNotification, LogRows.NotificationColumns, LogRows.Of(notification))),
        .. batch.Heard.Values.Select(heard => Row(Hear, LogRows.HealthColumns, LogRows.Of(heard))),
        .. batch.Changes.Select(change => Row(ChangeNotification, LogRows.ChangeColumns, LogRows.Of(change))),
        .. batch.Events.Count == 0 ? [] : new[] { Row(MoveHead, ["sequence", "hash"], [batch.Head.Sequence, batch.Head.Hash]) },
    ];

    static IEnumerable<SqlServerStatement> Insert(string table, string[] columns, IEnumerable<object?[]> rows) =>
        rows.Chunk(Math.Min(MostParameters / columns.Length, MostRowsOfValues)).Select(chunk => new SqlServerStatement(
            $"INSERT INTO [{table}] ({Columns(columns)}) VALUES "
            + string.Join(", ", chunk.Select((_, row) => $"({Places(columns, row * columns.Length)})")) + ";",
            [.. chunk.SelectMany(row => columns.Zip(row))]));

    static SqlServerStatement Row(string sql, string[] columns, object?[] values) => new(sql, [.. columns.Zip(values)]);

    static string Assign(string[] columns, int from) =>
        string.Join(", ", columns.Skip(from).Select((column, i) => $"[{column}] = {Place(from + i)}"));

    static string Places(string[] columns, int first = 0) => string.Join(", ", columns.Select((_, i) => Place(first + i)));

    static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}");

    static string Columns(string[] columns) => string.Join(", ", columns.Select(column => $"[{column}]"));
}
