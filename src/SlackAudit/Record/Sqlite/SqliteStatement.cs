using System.Text;
using Microsoft.Data.Sqlite;
using SlackAudit.Events;
using SQLitePCL;

namespace SlackAudit.Record.Sqlite;

/// <summary>One prepared statement whose parameters are set by position, on SQLite's own interface: the writer runs it thousands of times a second.</summary>
/// <remarks>It waits for a lock as long as its connection's busy_timeout says.</remarks>
sealed class SqliteStatement : IDisposable
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;
    readonly int[] places;
    readonly byte[] text = new byte[4 * 1024];

    /// <param name="connection">The open connection.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">The names of its parameters, in the order in which values are given.</param>
    public SqliteStatement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        this.connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(this.connection, sql, out statement));
        places = new int[parameters.Length];
        for (var i = 0; i < places.Length; i++) places[i] = raw.sqlite3_bind_parameter_index(statement, "@" + parameters[i]);
    }

    /// <returns>How many rows changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Finds(values);
        return raw.sqlite3_changes(connection);
    }

    /// <summary>Whether there is a row.</summary>
    public bool Finds(params ReadOnlySpan<object?> values)
    {
        try
        {
            return Step(values);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Reads the first row.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public T First<T>(Func<sqlite3_stmt, T> read)
    {
        try
        {
            return Step([]) ? read(statement) : throw new InvalidDataException("A row that always is there is missing; was the database migrated?");
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    bool Step(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) Check(Bind(places[i], values[i]));
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string chars => Text(place, chars),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
        DateTimeOffset instant => raw.sqlite3_bind_int64(statement, place, Instants.ToMicroseconds(instant)),
        _ => throw new NotSupportedException($"SQLite cannot be given a {value.GetType().Name}."),
    };

    int Text(int place, string chars)
    {
        // No bytes at all would be taken for null.
        if (chars.Length == 0) return raw.sqlite3_bind_text(statement, place, "");
        if (chars.Length * 3 > text.Length) return raw.sqlite3_bind_text(statement, place, Encoding.UTF8.GetBytes(chars).AsSpan());
        return raw.sqlite3_bind_text(statement, place, text.AsSpan(0, Encoding.UTF8.GetBytes(chars, text)));
    }

    void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, connection);
    }
}
