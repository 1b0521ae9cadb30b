using System.Data.Common;
using System.Data.SqlTypes;
using System.Globalization;
using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record.Proof;

/// <summary>A row of a database server, which itself holds every column to its type.</summary>
sealed class ServerStoredRow(DbDataReader reader) : StoredRow
{
    byte[] scratch = new byte[1024];

    public override bool TryNumber(int column, out long number)
    {
        number = 0;
        if (reader.IsDBNull(column)) return false;
        try
        {
            number = reader.GetFieldType(column) == typeof(long) ? reader.GetInt64(column) : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);
            return true;
        }
        catch (Exception exception) when (IsWrong(exception))
        {
            throw new WrongStorageException(column, exception);
        }
    }

    public override bool Flag(int column)
    {
        try
        {
            return reader.GetBoolean(column);
        }
        catch (Exception exception) when (IsWrong(exception))
        {
            throw new WrongStorageException(column, exception);
        }
    }

    public override long Microseconds(int column)
    {
        try
        {
            // UTC by contract of the table, whatever kind the driver says.
            return Instants.ToMicroseconds(new DateTimeOffset(reader.GetDateTime(column).Ticks, TimeSpan.Zero));
        }
        catch (Exception exception) when (IsWrong(exception))
        {
            throw new WrongStorageException(column, exception);
        }
    }

    public override bool TryText(int column, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.IsDBNull(column)) return false;
        var value = reader.GetString(column);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (scratch.Length < most) scratch = new byte[most];
        text = scratch.AsSpan(0, Encoding.UTF8.GetBytes(value, scratch));
        return true;
    }

    public override bool TryBytes(int column, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (reader.IsDBNull(column)) return false;
        bytes = reader.GetFieldValue<byte[]>(column);
        return true;
    }

    static bool IsWrong(Exception exception) => exception is InvalidCastException or OverflowException or FormatException or SqlNullValueException;
}
