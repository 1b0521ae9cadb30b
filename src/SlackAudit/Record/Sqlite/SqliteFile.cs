using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>A file that was opened by its path, and whether that path still leads to it: somebody may have moved, deleted or replaced it.</summary>
/// <remarks>What is written to a moved file nobody finds again; and another file beside our write-ahead log would be spoilt by it.</remarks>
sealed class SqliteFile : IDisposable
{
    const int HasMoved = 20;

    readonly SqliteConnection connection;

    /// <param name="path">The file, which has to exist. It is not read or locked.</param>
    /// <exception cref="SqliteException">It is not there.</exception>
    public SqliteFile(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public string Path => connection.DataSource;

    /// <summary>Whether the path leads nowhere or to another file.</summary>
    public bool IsMoved
    {
        get
        {
            var moved = 0;
            // Where a file in use cannot be moved (Windows), SQLite does not know the question and leaves the answer alone.
            _ = Control(connection.Handle!, 0, HasMoved, ref moved);
            return moved != 0;
        }
    }

    public void Dispose() => connection.Dispose();

    // Comparing inodes is what .NET has no call for, and SQLite has.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern int Control(sqlite3 database, nint name, int operation, ref int answer);
}
