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
    readonly CorrelationRows correlations = new(connection);
    readonly byte[] before = new byte[SHA256.HashSizeInBytes];
    readonly byte[] digestBefore = new byte[SHA256.HashSizeInBytes];
    long? payloadBefore;
    Pruned pruned = null!;

    /// <summary>The first fault among the events from <paramref name="first"/> up to, without, <paramref name="end"/>; null when there is none.</summary>
    public Fault? Walk(long first, long end, Pruned known, CancellationToken cancellationToken)
    {
        pruned = known;
        var (id, wrong) = Find(first, end, cancellationToken);
        return wrong switch
        {
            null => correlations.Find(first, end),
            Missing => Fault.Missing(id, Math.Min(Next(id) ?? end, NextGap(id)) - 1),
            Inserted => new Fault(id, Say($"Event {id} stands where events were pruned: it was inserted.")),
            Rewritten => new Fault(id, Say($"Event {id} or one before it was changed: the events that were pruned behind it followed from another hash.")),
            Unlinked when FindMoved(id, cancellationToken) is { } place =>
                new Fault(id, Say($"Event {id} is out of order: what the chain has at this place stands at {place}. Events were inserted, removed or swapped.")),
            Unlinked => new Fault(id, Say($"Event {id} was changed: its fields, its hash and the hash before it do not belong together.")),
            _ => new Fault(id, Say($"Event {id} was changed: {wrong}.")),
        };
    }

    const string Missing = "missing";
    const string Unlinked = "unlinked";
    const string Inserted = "inserted";
    const string Rewritten = "rewritten";

    (long Id, string? Wrong) Find(long first, long end, CancellationToken cancellationToken)
    {
        Array.Clear(before);
        correlations.Clear();
        payloadBefore = null;
        using var command = Select(first - 1, end);
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        var id = first;
        var next = pruned.IndexFrom(first - 1);
        if (first > 1)
        {
            // Without the event before there is no link to hold this stretch against; the stretch before tells of it.
            if (next < pruned.Gaps.Count && pruned.Gaps[next].First < first) id = Cross(pruned.Gaps[next++]);
            else if (!(reader.Read() && TryRemember(row, first - 1))) return (first, null);
        }
        for (; id < end; id++)
        {
            if (id % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (next < pruned.Gaps.Count && pruned.Gaps[next] is var gap && gap.First == id)
            {
                if (gap.Before is { } told && !told.AsSpan().SequenceEqual(before)) return (id - 1, Rewritten);
                id = Cross(gap) - 1;
                next++;
                continue;
            }
            if (!reader.Read()) return (id, Missing);
            try
            {
                if (row.Number(0) < id) return (row.Number(0), Inserted);
                if (row.Number(0) != id) return (id, Missing);
                if (Wrong(row, id) is { } wrong) return (id, wrong);
                Remember(row);
                if (written.TryGet(ChainColumns.Correlation, out var correlation)) correlations.Expect(id, correlation, row.Microseconds(ChainColumns.OccurredAt));
            }
            catch (WrongStorageException exception)
            {
                return (id, $"{ChainColumns.All[exception.Column]} holds what the log never writes there");
            }
        }
        return reader.Read() ? (row.Number(0), Inserted) : (end, null);
    }

    // The chain goes on behind a gap from the hash with which it ends.
    long Cross(PrunedGap gap)
    {
        gap.Hash.CopyTo(before, 0);
        payloadBefore = null;
        return gap.Last + 1;
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

    long NextGap(long id) => pruned.IndexFrom(id) is var index && index < pruned.Gaps.Count ? pruned.Gaps[index].First : long.MaxValue;

    DbCommand Select(long first, long end) => connection.Command(ChainColumns.Select, ("first", first), ("end", end));

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
