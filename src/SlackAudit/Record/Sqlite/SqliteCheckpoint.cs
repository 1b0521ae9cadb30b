using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// Moves what the writer committed from the write-ahead log into the database, so that the write-ahead log stays small. Left to SQLite,
/// one commit in a few would do it all while everybody waits. Here another connection moves most of it beside the writer, and the
/// writer only what came meanwhile: then nothing is left, and it begins the write-ahead log anew.
/// </summary>
sealed class SqliteCheckpoint : IDisposable
{
    /// <summary>How many pages the writer puts there before they are moved: 4 MB. While more are put on disk, a commit would wait for long.</summary>
    const int Pages = 1000;

    /// <summary>How many it puts there before it waits for the last of them to be moved, so as to begin anew: 32 MB.</summary>
    const int MostPages = 8000;

    /// <summary>So few that the writer can move them between two batches.</summary>
    const int Few = 250;

    const int MostRounds = 4;

    readonly SqliteConnection writer;
    readonly SqliteConnection mover;
    Task moving = Task.CompletedTask;
    int pages;

    // Whatever is there already is moved first: a crash left it, or a full disk that this makes room on.
    volatile bool isMoved = true;
    int pagesInAll = MostPages;

    // Opened together with the writer's: later, another file might be in the place of theirs.
    public SqliteCheckpoint(SqliteConnection writer)
    {
        this.writer = writer;
        mover = Open(writer.ConnectionString);
        raw.sqlite3_wal_autocheckpoint(writer.Handle, 0);
    }

    /// <summary>To be called after each commit: begins to move when there is enough.</summary>
    public void Committed()
    {
        raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        pages += written;
        pagesInAll += written;
        if (pages < Pages || isMoved || !moving.IsCompleted) return;
        pages = 0;
        moving = Task.Run(MoveMost);
    }

    /// <summary>To be called between two transactions: moves the rest, once most of much was moved.</summary>
    public void Finish()
    {
        if (!isMoved) return;
        isMoved = false;
        if (pagesInAll < MostPages) return;
        pagesInAll = 0;
        Move(writer);
    }

    public void Dispose()
    {
        moving.Wait();
        mover.Dispose();
    }

    void MoveMost()
    {
        for (var (round, left) = (0, int.MaxValue); round < MostRounds && left > Few; round++)
        {
            left = Move(mover);
            // SQLite itself syncs the database only when everything was moved, which would leave all of that to the writer.
            SqliteSync.Run(mover);
        }
        isMoved = true;
    }

    static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // A connection that has read nothing does not know yet that there is a write-ahead log.
            using var look = new SqliteStatement(connection, "SELECT count(*) FROM sqlite_schema");
            look.Finds();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>How many pages are left, because they were written meanwhile or somebody still reads what was before them.</returns>
    static int Move(SqliteConnection connection)
    {
        // A failure loses nothing: what is not moved is safe where it is, and a database that takes nothing says so at the next commit.
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var all, out var moved);
        return result == raw.SQLITE_OK ? all - moved : 0;
    }
}
