namespace SlackAudit.Record.SqlServer;

/// <summary>The writer's T-SQL: plain statements only, so that every server that speaks TDS takes them, and each may be repeated after a rollback.</summary>
static class SqlServerStatements
{
    const int MostParameters = 2000;
    const int MostRowsOfValues = 1000;

    // Writing the row to itself takes its lock until the transaction ends.
    public const string LockHead = """
        UPDATE [chain_head] SET [sequence] = [sequence] WHERE [id] = 1;
        SELECT [sequence], [hash] FROM [chain_head] WHERE [id] = 1;
        """;

    public const string MoveHead = "UPDATE [chain_head] SET [sequence] = @sequence, [hash] = @hash WHERE [id] = 1;";

    public const string ChangeNotification = """
        UPDATE [notifications] SET [state] = @state, [attempts] = @attempts, [due_at] = @due_at, [may_repeat] = @may_repeat, [reason] = @reason,
            [slack_channel] = @slack_channel, [slack_ts] = @slack_ts, [message] = @message
        WHERE [id] = @id AND [attempts] = @seen_attempts AND [state] NOT IN (N'posted', N'failed');
        """;

    public const string Hear = """
        UPDATE [source_health] SET
            [last_delivery_at] = COALESCE(@last_delivery_at, [last_delivery_at]),
            [last_event_at] = COALESCE(@last_event_at, [last_event_at]),
            [refused] = [refused] + @refused,
            [last_refused_at] = COALESCE(@last_refused_at, [last_refused_at]),
            [last_refused_reason] = COALESCE(@last_refused_reason, [last_refused_reason])
        WHERE [source] = @source;
        IF @@ROWCOUNT = 0
            INSERT INTO [source_health] ([source], [last_delivery_at], [last_event_at], [refused], [last_refused_at], [last_refused_reason])
            VALUES (@source, @last_delivery_at, @last_event_at, @refused, @last_refused_at, @last_refused_reason);
        """;

    public static readonly string AddNotification =
        $"INSERT INTO [notifications] ({Columns(LogRows.NotificationColumns)}) "
        + $"SELECT {LogRows.List(LogRows.NotificationColumns, "@")} "
        + "WHERE NOT EXISTS (SELECT 1 FROM [notifications] WHERE [key] = @key);";

    /// <summary>How many rows of so many columns one statement takes.</summary>
    public static int MostRows(int columns) => Math.Min(MostParameters / columns, MostRowsOfValues);

    public static string FindEvents(int count) =>
        "SELECT [source], [source_event_id] FROM [events] WHERE "
        + string.Join(" OR ", Enumerable.Range(0, count).Select(i => $"([source] = @s{i} AND [source_event_id] = @e{i})")) + ";";

    public static string InsertRows(string table, string[] columns, int rows) =>
        $"INSERT INTO [{table}] ({Columns(columns)}) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, column) => $"@p{row}_{column}"))})")) + ";";

    static string Columns(string[] columns) => string.Join(", ", columns.Select(column => $"[{column}]"));
}
