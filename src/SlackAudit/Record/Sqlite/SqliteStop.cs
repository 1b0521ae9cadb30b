using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>Lets a reader be stopped while SQLite works: it is not asynchronous and looks at no token by itself.</summary>
sealed class SqliteStop : DbCommandInterceptor
{
    // About a tenth of a millisecond.
    const int StepsBetweenLooks = 10_000;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Watch(command.Connection, cancellationToken);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Watch(command.Connection, CancellationToken.None);
        return result;
    }

    static void Watch(DbConnection? connection, CancellationToken token)
    {
        if (connection is not SqliteConnection { Handle: { } handle }) return;
        if (token.CanBeCanceled) raw.sqlite3_progress_handler(handle, StepsBetweenLooks, _ => token.IsCancellationRequested ? 1 : 0, null);
        else raw.sqlite3_progress_handler(handle, 0, null, null);
    }
}
