using Microsoft.Data.Sqlite;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// The database file that this process works with: the one that was at the configured path when it was first opened. While another or none
/// is there, nothing is read or written; when it is back, all goes on.
/// </summary>
sealed class SqlitePlace(string connectionString) : IDisposable
{
    readonly Lock gate = new();
    SqliteFile? file;

    /// <summary>How everybody but the first migration opens the file: a missing one is missed, not made anew beside what remains of it.</summary>
    public string ConnectionString { get; } = Existing(connectionString);

    /// <summary>Makes sure that the path still leads to our file.</summary>
    /// <exception cref="MovedDatabaseException">It leads nowhere, or to another file.</exception>
    /// <exception cref="SqliteException">There never was one.</exception>
    public void Demand()
    {
        if (Path(ConnectionString) is not { } path) return;
        lock (gate)
        {
            file ??= new SqliteFile(path);
            if (!file.IsMoved) return;
            throw new MovedDatabaseException(File.Exists(file.Path)
                ? "Another file was put in the place of the database file. Put the old one back, or restart the service to use the new one."
                : "The database file is not in its place any more. Put it back.");
        }
    }

    /// <summary>Makes an empty file where there is none, for the first migration.</summary>
    /// <exception cref="MovedDatabaseException">There was one: a part of it is still there.</exception>
    public void Make()
    {
        if (Path(ConnectionString) is not { } path || File.Exists(path)) return;
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } rest)
            throw new MovedDatabaseException($"The database file {path} is gone, but {rest.Name} beside it holds events of it. Put the file back, or move {rest.Name} away too.");
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
    }

    /// <summary>The path of the file; null for a database in memory.</summary>
    public static string? Path(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        return builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or [':', ..] ? null : System.IO.Path.GetFullPath(builder.DataSource);
    }

    public void Dispose() => file?.Dispose();

    static string Existing(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (Path(connectionString) is not null && builder.Mode == SqliteOpenMode.ReadWriteCreate) builder.Mode = SqliteOpenMode.ReadWrite;
        return builder.ToString();
    }
}
