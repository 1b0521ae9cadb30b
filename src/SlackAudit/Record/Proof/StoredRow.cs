using System.Data.Common;
using Microsoft.Data.Sqlite;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record.Proof;

/// <summary>
/// The current row of a reader as the database holds it: nothing is converted on the way, since what a friendly conversion hides
/// (a text in a column of numbers, a flag of 2) also hides an event from questions.
/// </summary>
/// <remarks>What is returned as a span is good until the next call.</remarks>
abstract class StoredRow
{
    public static StoredRow Of(DbDataReader reader) => reader is SqliteDataReader sqlite ? new SqliteStoredRow(sqlite) : new ServerStoredRow(reader);

    /// <summary>A whole number.</summary>
    public long Number(int column) => TryNumber(column, out var number) ? number : throw new WrongStorageException(column);

    /// <summary>A whole number; false where there is none.</summary>
    public abstract bool TryNumber(int column, out long number);

    /// <summary>A flag.</summary>
    public abstract bool Flag(int column);

    /// <summary>An instant, in microseconds since 1970.</summary>
    public abstract long Microseconds(int column);

    /// <summary>A text in UTF-8; false where there is none.</summary>
    public abstract bool TryText(int column, out ReadOnlySpan<byte> text);

    /// <summary>Bytes; false where there are none.</summary>
    public abstract bool TryBytes(int column, out ReadOnlySpan<byte> bytes);
}

/// <summary>A column holds what its table does not allow there.</summary>
sealed class WrongStorageException(int column, Exception? inner = null) : Exception("The column is not stored as it should be.", inner)
{
    public int Column => column;
}
