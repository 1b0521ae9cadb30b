using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;

namespace SlackAudit.Record.Proof;

/// <summary>Walks a stretch of the log on one connection and holds every event against the hash before it.</summary>
/// <remarks>
/// The hash before is the stored one, so that stretches can be walked side by side: if every stored hash follows from the one
/// stored before it, down to the first, then there is no other chain.
/// </remarks>
sealed class ChainWalk(DbConnection connection)
{
    // How far behind a wrong event its right one is looked for, to say whether it was moved.
    const int LookAhead = 100_000;

    readonly CanonicalBytes written = new();
    readonly StoredKeys keys = new();
    readonly byte[] before = new byte[SHA256.HashSizeInBytes];
    readonly byte[] digestBefore = new byte[SHA256.HashSizeInBytes];
    long? payloadBefore;

    /// <summary>The first fault among the events from <paramref name="first"/> up to, without, <paramref name="end"/>; null when there is none.</summary>
    public Fault? Walk(long first, long end, CancellationToken cancellationToken)
    {
        var (id, wrong) = Find(first, end, cancellationToken);
        return wrong switch
        {
            null => null,
            Missing => Fault.Missing(id, Next(id) is { } next ? next - 1 : end - 1),
            Unlinked when FindMoved(id, cancellationToken) is { } place =>
                new Fault(id, Say($"Event {id} is out of order: what the chain has at this place stands at {place}. Events were inserted, removed or swapped.")),
            Unlinked => new Fault(id, Say($"Event {id} was changed: its fields, its hash and the hash before it do not belong together.")),
            _ => new Fault(id, Say($"Event {id} was changed: {wrong}.")),
        };
    }

    const string Missing = "missing";
    const string Unlinked = "unlinked";

    (long Id, string? Wrong) Find(long first, long end, CancellationToken cancellationToken)
    {
        Array.Clear(before);
        payloadBefore = null;
        using var command = Select(first - 1, end);
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        // Without the event before there is no link to hold this stretch against; the stretch before tells of it.
        if (first > 1 && !(reader.Read() && TryRemember(row, first - 1))) return (first, null);
        for (var id = first; id < end; id++)
        {
            if (id % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (!reader.Read()) return (id, Missing);
            try
            {
                if (row.Number(0) != id) return (id, Missing);
                if (Wrong(row, id) is { } wrong) return (id, wrong);
                Remember(row);
            }
            catch (WrongStorageException exception)
            {
                return (id, $"{ChainColumns.All[exception.Column]} holds what the log never writes there");
            }
        }
        return (end, null);
    }

    string? Wrong(StoredRow row, long id)
    {
        written.Write(before, row);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        written.Hash(hash);
        if (!row.TryBytes(ChainColumns.Hash, out var stored) || !stored.SequenceEqual(hash)) return Unlinked;
        if (keys.Wrong(row, written) is { } column) return $"{column} is not what the event itself gives, so questions would miss it or find it wrongly";
        return PointsAtItsPayload(row, id) ? null : "payload_id does not point at the payload that it was read from";
    }

    // A payload has the id of the first event read from it, and the others follow that one.
    bool PointsAtItsPayload(StoredRow row, long id)
    {
        var hasDigest = written.TryGet(ChainColumns.PayloadDigest, out var digest);
        if (!row.TryNumber(ChainColumns.PayloadId, out var payload)) return !hasDigest;
        return hasDigest && (payload == id || payload == payloadBefore && digest.SequenceEqual(digestBefore));
    }

    bool TryRemember(StoredRow row, long id)
    {
        try
        {
            if (row.Number(0) != id || !row.TryBytes(ChainColumns.Hash, out var hash) || hash.Length != before.Length) return false;
            written.Write(before, row);
            Remember(row);
            return true;
        }
        catch (WrongStorageException)
        {
            return false;
        }
    }

    void Remember(StoredRow row)
    {
        payloadBefore = row.TryNumber(ChainColumns.PayloadId, out var payload) ? payload : null;
        if (written.TryGet(ChainColumns.PayloadDigest, out var digest) && digest.Length == digestBefore.Length) digest.CopyTo(digestBefore);
        else payloadBefore = null;
        if (row.TryBytes(ChainColumns.Hash, out var hash)) hash.CopyTo(before);
    }

    // The hash before the wrong event is still remembered.
    long? FindMoved(long id, CancellationToken cancellationToken)
    {
        using var command = Select(id + 1, id + LookAhead);
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                written.Write(before, row);
                written.Renumber(id);
                written.Hash(hash);
                if (row.TryBytes(ChainColumns.Hash, out var stored) && stored.SequenceEqual(hash)) return row.Number(0);
            }
            catch (WrongStorageException)
            {
                continue;
            }
        }
        return null;
    }

    long? Next(long id) => connection.Ask("SELECT MIN(id) FROM events WHERE id > @id", ("id", id));

    DbCommand Select(long first, long end) => connection.Command(ChainColumns.Select, ("first", first), ("end", end));

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
