namespace SlackAudit.Record;

/// <summary>Where the log is kept: the settings under <c>Database</c>.</summary>
public sealed record DatabaseSettings
{
    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>How to reach it; by default the file <c>data/slackaudit.db</c> below the working directory.</summary>
    public string ConnectionString { get; init; } = "Data Source=data/slackaudit.db";

    /// <summary>Whether the service applies missing migrations when it starts.</summary>
    public bool Migrate { get; init; } = true;
}

/// <summary>The database engines that can keep the log.</summary>
public enum DatabaseProvider
{
    /// <summary>SQLite, embedded: one file.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}
