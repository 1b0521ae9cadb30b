using System.Buffers;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;

namespace SlackAudit.Record.Proof;

/// <summary>Walks a stretch of the kept payloads and holds each against the digest that the chain has of it. One that is not kept any more must have been pruned.</summary>
sealed class PayloadWalk(DbConnection connection)
{
    public const string Select = """
        SELECT p.id, p.length, p.body, e.payload_id, e.payload_digest
        FROM payloads p LEFT JOIN events e ON e.id = p.id
        WHERE p.id >= @first AND p.id < @end ORDER BY p.id
        """;

    // The first events of deliveries whose payload is not kept.
    public const string Gone = """
        SELECT e.id FROM events e LEFT JOIN payloads own ON own.id = e.payload_id
        WHERE e.id >= @first AND e.id < @end AND e.payload_id = e.id AND own.id IS NULL ORDER BY e.id
        """;

    readonly byte[] buffer = new byte[64 * 1024];

    /// <summary>How many payloads were walked.</summary>
    public long Walked { get; private set; }

    /// <summary>The first fault among the payloads of these events.</summary>
    public Fault? Walk(long first, long end, Pruned pruned, CancellationToken cancellationToken)
    {
        var fault = Find(first, end, cancellationToken);
        return FindGone(first, fault?.EventId ?? end, pruned) is { } id
            ? new Fault(id, FormattableString.Invariant($"The payload of event {id} is gone, and no event of the log says that it was pruned (or payload_id was changed)."))
            : fault;
    }

    long? FindGone(long first, long end, Pruned pruned)
    {
        using var command = connection.Command(Gone, ("first", first), ("end", end));
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        while (reader.Read())
        {
            if (!pruned.HasPayload(row.Number(0))) return row.Number(0);
        }
        return null;
    }

    Fault? Find(long first, long end, CancellationToken cancellationToken)
    {
        using var command = connection.Command(Select, ("first", first), ("end", end));
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = row.Number(0);
            Walked++;
            try
            {
                if (Wrong(row, id) is { } wrong) return new Fault(id, FormattableString.Invariant($"The payload of event {id} {wrong}."));
            }
            catch (WrongStorageException)
            {
                return new Fault(id, FormattableString.Invariant($"The payload of event {id} was changed: it is not stored as the log stores it."));
            }
        }
        return null;
    }

    string? Wrong(StoredRow row, long id)
    {
        if (!row.TryNumber(3, out var told) || told != id || !row.TryBytes(4, out var expected)) return "belongs to no event: it was inserted";
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        expected[..Math.Min(expected.Length, digest.Length)].CopyTo(digest);
        var length = row.Number(1);
        Span<byte> found = stackalloc byte[SHA256.HashSizeInBytes];
        return row.TryBytes(2, out var body) && TryDigest(body, length, found) && found.SequenceEqual(digest)
            ? null
            : "was changed: it does not give the digest that the chain has of it";
    }

    // In pieces, so that no stored length decides how much memory this takes.
    bool TryDigest(ReadOnlySpan<byte> body, long length, Span<byte> digest)
    {
        using var brotli = new BrotliDecoder();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var total = 0L;
        OperationStatus status;
        do
        {
            status = brotli.Decompress(body, buffer, out var consumed, out var written);
            body = body[consumed..];
            total += written;
            sha.AppendData(buffer, 0, written);
        }
        while (status == OperationStatus.DestinationTooSmall && total <= length);
        sha.GetHashAndReset(digest);
        return status == OperationStatus.Done && body.IsEmpty && total == length;
    }
}
