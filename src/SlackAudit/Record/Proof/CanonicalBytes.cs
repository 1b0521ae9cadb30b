using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SlackAudit.Record.Proof;

/// <summary>The bytes that an event's hash is over, made again and again in one buffer: the hash before, then the event's canonical bytes.</summary>
sealed class CanonicalBytes
{
    const int HashLength = SHA256.HashSizeInBytes;
    const uint Absent = uint.MaxValue;

    readonly (int Start, int Length)[] fields = new (int, int)[ChainColumns.Canonical.Length];
    byte[] bytes = new byte[2048];
    int length;

    /// <summary>Writes a stored event behind the hash before it.</summary>
    public void Write(ReadOnlySpan<byte> previous, StoredRow row)
    {
        previous.CopyTo(bytes);
        var isCorrelated = row.TryText(ChainColumns.Correlation, out _);
        bytes[HashLength] = isCorrelated ? Chain.CorrelatedVersion : Chain.Version;
        length = HashLength + 1;
        fields[ChainColumns.Correlation] = (length, -1);
        for (var column = 0; column < fields.Length; column++)
        {
            if (column == ChainColumns.Correlation && !isCorrelated) continue;
            switch (ChainColumns.Canonical[column].Kind)
            {
                case ColumnKind.Number:
                    Number(row.Number(column));
                    break;
                case ColumnKind.Time:
                    Number(row.Microseconds(column));
                    break;
                case ColumnKind.Flag:
                    Reserve(1)[0] = row.Flag(column) ? (byte)1 : (byte)0;
                    break;
                case ColumnKind.Text:
                    Field(column, row.TryText(column, out var text), text);
                    break;
                default:
                    Field(column, row.TryBytes(column, out var value), value);
                    break;
            }
        }
    }

    /// <summary>Puts another id into what was written: is this the event that belongs there?</summary>
    public void Renumber(long id) => BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(HashLength + 1), id);

    /// <summary>The hash over what was written.</summary>
    public void Hash(Span<byte> hash) => SHA256.HashData(bytes.AsSpan(0, length), hash);

    /// <summary>A text or bytes as written; false where there is none.</summary>
    public bool TryGet(int column, out ReadOnlySpan<byte> value)
    {
        var (start, size) = fields[column];
        value = size < 0 ? default : bytes.AsSpan(start, size);
        return size >= 0;
    }

    void Number(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

    void Field(int column, bool present, ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), present ? (uint)value.Length : Absent);
        fields[column] = (length, present ? value.Length : -1);
        value.CopyTo(Reserve(value.Length));
    }

    Span<byte> Reserve(int count)
    {
        if (bytes.Length - length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        length += count;
        return bytes.AsSpan(length - count, count);
    }
}
