using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One reference of one event, so that others with the same one can be found. All of it follows from the event.</summary>
public sealed record Correlation
{
    /// <summary>Stands for the reference, such as <c>release:production/myapp/RABC</c>: see <see cref="KeyOf(string)"/>.</summary>
    public required long ReferenceKey { get; init; }

    /// <summary>When the event occurred, so that of a reference that is used for years a stretch can be looked at.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The event's id.</summary>
    public required long EventId { get; init; }

    /// <summary>The key of a reference: the first eight bytes of its SHA-256, the highest first.</summary>
    /// <remarks>An event has several, and whole they were a third of the log. Two may have the same key, so what is found is held against the event.</remarks>
    public static long KeyOf(string reference) => KeyOf(Encoding.UTF8.GetBytes(reference));

    /// <summary>The key of a reference that is given in UTF-8.</summary>
    internal static long KeyOf(ReadOnlySpan<byte> reference)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(reference, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    internal static IEnumerable<Correlation> Of(AuditEvent e) =>
        References.Split(e.Correlation).Select(KeyOf).Distinct().Select(key => new Correlation { ReferenceKey = key, OccurredAt = e.OccurredAt, EventId = e.Id });
}
