using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Sqlite;

/// <summary>Whose turn it is to migrate: a file that the operating system locks, so that the turn of a process that dies ends with it.</summary>
/// <remarks>EF's own lock on SQLite is a row, which a killed process leaves behind; then whoever starts next waits for ever.</remarks>
sealed class SqliteMigrationTurn : IDisposable
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    readonly FileStream file;

    SqliteMigrationTurn(FileStream file) => this.file = file;

    /// <summary>Waits for the turn, and takes away the lock of whoever died in theirs.</summary>
    /// <returns>The turn, to be disposed at its end; null for a database in memory, which nobody else can see.</returns>
    public static async Task<IDisposable?> TakeAsync(SqlitePlace place, DbContext db, CancellationToken cancellationToken)
    {
        if (SqlitePlace.Path(place.ConnectionString) is not { } path) return null;
        var turn = new SqliteMigrationTurn(await OpenAsync(path + "-migrating", cancellationToken));
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (IsTaken(exception))
            {
                await Task.Delay(BetweenLooks, cancellationToken);
            }
        }
    }

    // What another process locks: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows. A missing folder or a full disk is neither.
    static bool IsTaken(IOException exception) => exception.GetType() == typeof(IOException)
        && (exception.HResult is 11 or 35 or unchecked((int)0x80070020));
}
