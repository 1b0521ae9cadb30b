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
        if (!Is(SqliteColumns.Integer, column)) return false;
        number = SqliteColumns.Number(statement, column);
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

    bool TryRead(int type, int column, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!Is(type, column)) return false;
        // As bytes even where it is a text, which would end at its first NUL otherwise.
        value = SqliteColumns.Bytes(statement, column);
        return true;
    }

    bool Is(int type, int column)
    {
        var stored = SqliteColumns.Type(statement, column);
        if (stored == type) return true;
        return stored == SqliteColumns.Null ? false : throw new WrongStorageException(column);
    }
}
