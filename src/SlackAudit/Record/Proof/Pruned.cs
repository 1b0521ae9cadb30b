using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using SlackAudit.Events;
using SlackAudit.Record.Retention;

namespace SlackAudit.Record.Proof;

/// <summary>
/// Which events may be missing: those of a row of <c>pruned_ranges</c>, if the log's own events say of each of them that it was pruned and
/// of the last that it had that hash. A row alone proves nothing, and neither does an event without one.
/// </summary>
sealed class Pruned
{
    public const string Select = "SELECT first_id, last_id, hash, newest_at, pruned_at FROM pruned_ranges ORDER BY first_id";

    readonly List<PrunedGap> gaps = [];
    readonly PrunedAccounts accounts;

    Pruned(PrunedAccounts accounts)
    {
        this.accounts = accounts;
        Faults = [.. accounts.Faults];
    }

    /// <summary>What is wrong with the rows and the accounts.</summary>
    public List<Fault> Faults { get; }

    /// <summary>The gaps, in order.</summary>
    public IReadOnlyList<PrunedGap> Gaps => gaps;

    /// <summary>How many events were pruned.</summary>
    public long Count => gaps.Sum(gap => gap.Last - gap.First + 1);

    /// <summary>The id of the newest event that says that something was pruned.</summary>
    public long NewestAccount => accounts.Newest;

    /// <summary>Reads them. Rows come first: what is pruned meanwhile may then have an account too many, never one too few.</summary>
    public static Pruned Read(DbConnection connection)
    {
        var rows = new List<(PrunedRange? Range, long First)>();
        using (var command = connection.Command(Select))
        using (var reader = command.ExecuteReader())
        {
            var row = StoredRow.Of(reader);
            while (reader.Read()) rows.Add(Range(row));
        }
        var pruned = new Pruned(PrunedAccounts.Read(connection));
        var end = 0L;
        foreach (var (range, first) in rows)
        {
            if (range is null || range.FirstId <= end || range.FirstId == end + 1 && end > 0 || range.LastId < range.FirstId || range.Hash.Length != SHA256.HashSizeInBytes)
            {
                pruned.Faults.Add(new Fault(first, Say($"The table pruned_ranges has a row that begins at {first}, which is not as the log writes it.")));
                continue;
            }
            // One that nothing vouches for is crossed all the same, so that what is wrong behind it is found as well.
            var wrong = pruned.Wrong(range, out var before);
            if (wrong is not null) pruned.Faults.Add(new Fault(range.FirstId, wrong));
            pruned.gaps.Add(new PrunedGap(range.FirstId, range.LastId, wrong is null ? before : null, range.Hash));
            end = range.LastId;
        }
        return pruned;
    }

    /// <summary>The place of the first gap that does not end before that id.</summary>
    public int IndexFrom(long id)
    {
        var (low, high) = (0, gaps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (gaps[middle].Last < id) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Whether that event was pruned.</summary>
    public bool Has(long id) => IndexFrom(id) is var index && index < gaps.Count && gaps[index].First <= id;

    /// <summary>The hash that a pruned event had; null where it was not kept.</summary>
    public byte[]? HashOf(long id) => Has(id) ? accounts.Hashes.GetValueOrDefault(id) : null;

    /// <summary>Whether some pruned event had that hash, as far as hashes were kept.</summary>
    public bool HasHash(byte[] hash) => accounts.Hashes.Any(kept => Has(kept.Key) && kept.Value.AsSpan().SequenceEqual(hash));

    /// <summary>Whether the payload of that id was pruned.</summary>
    public bool HasPayload(long id) => accounts.HasPayload(id);

    // The accounts must follow each other from the first to the last event of the row, each from the hash of the one before.
    string? Wrong(PrunedRange range, out byte[] before)
    {
        before = [];
        byte[]? hash = null;
        var (newest, at) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        for (var next = range.FirstId; next <= range.LastId;)
        {
            if (!accounts.TryGet(next, out var account) || account.Stretch.Last > range.LastId)
                return Say($"Events {range.FirstId} to {range.LastId} stand in pruned_ranges, but no event of the log says that they were pruned from {next} on: they were removed.");
            if (hash is null) before = account.Stretch.Before;
            else if (!account.Stretch.Before.AsSpan().SequenceEqual(hash)) return Say($"What was pruned before event {next} and from there on does not follow one from the other.");
            hash = account.Stretch.Hash;
            newest = Later(newest, account.Stretch.NewestAt);
            at = Later(at, account.At);
            next = account.Stretch.Last + 1;
        }
        if (!range.Hash.AsSpan().SequenceEqual(hash)) return Say($"The pruned events {range.FirstId} to {range.LastId} do not end with the hash that pruned_ranges has: it was changed.");
        return newest == range.NewestAt && at == range.PrunedAt ? null : Say($"The times of the pruned events {range.FirstId} to {range.LastId} are not those that pruned_ranges has: it was changed.");
    }

    static (PrunedRange? Range, long First) Range(StoredRow row)
    {
        var first = 0L;
        try
        {
            first = row.Number(0);
            _ = row.TryBytes(2, out var hash);
            return (new PrunedRange
            {
                FirstId = first,
                LastId = row.Number(1),
                Hash = hash.ToArray(),
                NewestAt = Instants.FromMicroseconds(row.Microseconds(3)),
                PrunedAt = Instants.FromMicroseconds(row.Microseconds(4)),
            }, first);
        }
        catch (Exception exception) when (exception is WrongStorageException or ArgumentOutOfRangeException)
        {
            return (null, first);
        }
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
