using Microsoft.Data.Sqlite;
using SlackAudit.Events;
using SlackAudit.Record;
using SQLitePCL;

namespace SlackAudit.Benchmarks.Generated;

/// <summary>A prepared insert through SQLite's own functions: millions of rows are not worth a parameter object each.</summary>
sealed class BulkInsert : IDisposable
{
    readonly sqlite3_stmt statement;

    public BulkInsert(SqliteConnection connection, string table, string[] columns)
    {
        var sql = $"INSERT INTO {table} ({LogRows.List(columns)}) VALUES ({LogRows.List(columns, "@")})";
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
    }

    public void Insert(ReadOnlySpan<object?> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            Check(row[i] switch
            {
                null => raw.sqlite3_bind_null(statement, i + 1),
                string text => raw.sqlite3_bind_text(statement, i + 1, text),
                byte[] bytes => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                long number => raw.sqlite3_bind_int64(statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(statement, i + 1, number),
                bool flag => raw.sqlite3_bind_int64(statement, i + 1, flag ? 1 : 0),
                DateTimeOffset instant => raw.sqlite3_bind_int64(statement, i + 1, Instants.ToMicroseconds(instant)),
                var value => throw new NotSupportedException($"A {value.GetType()} has no column."),
            });
        }
        var stepped = raw.sqlite3_step(statement);
        if (stepped != raw.SQLITE_DONE) throw new InvalidOperationException($"SQLite does not take the row ({stepped}).");
        Check(raw.sqlite3_reset(statement));
    }

    public void Dispose() => statement.Dispose();

    static void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite answers {code}.");
    }
}
