using Microsoft.Data.Sqlite;
using SlackAudit.Record.Proof;

namespace SlackAudit.Record.Sqlite;

/// <summary>A row as SQLite holds it: any column of it can hold any type, so each is asked for its type first.</summary>
sealed class SqliteStoredRow(SqliteDataReader reader) : StoredRow
{
    readonly nint statement = reader.Handle!.DangerousGetHandle();

    public override bool TryNumber(int column, out long number)
    {
        number = 0;
        var value = SqliteColumns.Value(statement, column);
        if (!Is(SqliteColumns.Integer, value, column)) return false;
        number = SqliteColumns.Number(value);
        return true;
    }

    public override bool Flag(int column) => Number(column) switch
    {
        0 => false,
        1 => true,
        _ => throw new WrongStorageException(column),
    };

    public override long Microseconds(int column) => Number(column);

    public override bool TryText(int column, out ReadOnlySpan<byte> text) => TryRead(SqliteColumns.Text, column, out text);

    public override bool TryBytes(int column, out ReadOnlySpan<byte> bytes) => TryRead(SqliteColumns.Blob, column, out bytes);

    bool TryRead(int type, int column, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        var value = SqliteColumns.Value(statement, column);
        if (!Is(type, value, column)) return false;
        // As bytes even where it is a text, which would end at its first NUL otherwise.
        bytes = SqliteColumns.Bytes(value);
        return true;
    }

    static bool Is(int type, nint value, int column)
    {
        var stored = SqliteColumns.Type(value);
        if (stored == type) return true;
        return stored == SqliteColumns.Null ? false : throw new WrongStorageException(column);
    }
}
