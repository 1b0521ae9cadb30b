using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>
/// What makes the log provable: each event's hash is SHA-256 over the hash before it followed by the event's canonical bytes.
/// </summary>
/// <remarks>
/// Canonical bytes, version 1: the byte 1, then the fields in the order of <see cref="Write"/>; version 2: the byte 2, the same fields, and
/// what the event refers to, for an event that refers to something. An integer or time is 8 bytes
/// big-endian (times as microseconds since 1970 UTC), a text its length in UTF-8 bytes as 4 bytes big-endian and the bytes, an
/// absent text the length 0xFFFFFFFF, a flag one byte, a word of a list (trust, outcome) its lower-case name as a text. Chain.md
/// says the same for programs in other languages.
/// </remarks>
static class Chain
{
    /// <summary>The first canonical byte, which says how to read the rest, of an event that refers to nothing.</summary>
    public const byte Version = 1;

    /// <summary>The same of an event that has a correlation.</summary>
    public const byte CorrelatedVersion = 2;

    /// <summary>The hash that links an event behind the one before it.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, AuditEvent auditEvent)
    {
        var writer = new ArrayBufferWriter<byte>(512);
        writer.Write(previous);
        Write(writer, auditEvent);
        return SHA256.HashData(writer.WrittenSpan);
    }

    /// <summary>Writes an event's canonical bytes.</summary>
    public static void Write(IBufferWriter<byte> writer, AuditEvent e)
    {
        writer.Write([e.Correlation is null ? Version : CorrelatedVersion]);
        Number(writer, e.Id);
        Text(writer, e.Source);
        Text(writer, e.SourceEventId);
        Text(writer, e.Action);
        Text(writer, e.SourceAction);
        Text(writer, e.Actor);
        Text(writer, Words.Of(e.ActorTrust));
        Text(writer, e.App);
        Text(writer, e.Target);
        Text(writer, e.TargetType);
        Text(writer, e.Scope);
        Text(writer, Words.Of(e.Outcome));
        writer.Write([e.Sensitive ? (byte)1 : (byte)0]);
        Number(writer, Instants.ToMicroseconds(e.OccurredAt));
        Number(writer, Instants.ToMicroseconds(e.RecordedAt));
        Text(writer, e.ClientAddress);
        Text(writer, e.Summary);
        Text(writer, e.Url);
        Bytes(writer, e.PayloadDigest);
        if (e.Correlation is not null) Text(writer, e.Correlation);
    }

    static void Number(IBufferWriter<byte> writer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(writer.GetSpan(8), value);
        writer.Advance(8);
    }

    static void Text(IBufferWriter<byte> writer, string? value)
    {
        if (value is null)
        {
            Length(writer, uint.MaxValue);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Length(writer, (uint)length);
        writer.Advance(Encoding.UTF8.GetBytes(value, writer.GetSpan(length)));
    }

    static void Bytes(IBufferWriter<byte> writer, byte[]? value)
    {
        Length(writer, value is null ? uint.MaxValue : (uint)value.Length);
        if (value is not null) writer.Write(value);
    }

    static void Length(IBufferWriter<byte> writer, uint length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(writer.GetSpan(4), length);
        writer.Advance(4);
    }
}
