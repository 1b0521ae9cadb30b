using Microsoft.Data.Sqlite;
using Npgsql;

namespace SlackAudit.Record;

/// <summary>What a database's failure means, for whoever runs the service. Nothing of the connection string is in it.</summary>
static class DatabaseTrouble
{
    public static string Sentence(Exception exception) => exception switch
    {
        MovedDatabaseException moved => moved.Message,
        LogUnavailableException { InnerException: { } cause } => Sentence(cause),
        LogUnavailableException behind => behind.Message,
        SqliteException { SqliteErrorCode: 5 or 6 } => "Another process holds the lock of the database file.",
        SqliteException { SqliteErrorCode: 8 } => "The database file cannot be written: it, its folder or its disk is read-only.",
        SqliteException { SqliteErrorCode: 10 } => "The disk of the database file fails, or lets nothing be written.",
        SqliteException { SqliteErrorCode: 11 or 26 } => "The database file is damaged: stop the service and restore a backup.",
        SqliteException { SqliteErrorCode: 13 } => "The disk of the database file is full.",
        SqliteException { SqliteErrorCode: 14 } => "The database file cannot be opened: it, or its folder, is not there or not ours.",
        PostgresException refused => $"The database refuses, with code {refused.SqlState}.",
        TimeoutException => "The database does not answer in time.",
        _ => $"The database does not answer ({exception.GetType().Name}).",
    };
}
