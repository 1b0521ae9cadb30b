using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using SlackAudit.Events;
using SlackAudit.Record.Retention;

namespace SlackAudit.Record.Proof;

/// <summary>What the log's own events say was pruned. Each counts by its payload, which must be the one that the chain has the digest of.</summary>
sealed class PrunedAccounts
{
    public static readonly string Select = $"""
        SELECT e.id, e.payload_digest, p.body, p.length FROM events e LEFT JOIN payloads p ON p.id = e.id
        WHERE e.source = '{OwnSource.Name}' AND e.action = '{PruneEvent.Action}' ORDER BY e.id
        """;

    // More than any account is; what somebody writes into the length must not decide how much memory this takes.
    const long MostBytes = 1 << 26;

    readonly Dictionary<long, (PrunedStretch Stretch, DateTimeOffset At)> byFirst = [];
    readonly List<IdRange> payloads = [];

    /// <summary>The id of the newest event that says so.</summary>
    public long Newest { get; private set; }

    public List<Fault> Faults { get; } = [];

    /// <summary>The hash of each event at an end of what was pruned.</summary>
    public Dictionary<long, byte[]> Hashes { get; } = [];

    public static PrunedAccounts Read(DbConnection connection)
    {
        var accounts = new PrunedAccounts();
        using var command = connection.Command(Select);
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        while (reader.Read())
        {
            accounts.Newest = row.Number(0);
            accounts.Read(row, accounts.Newest);
        }
        accounts.payloads.Sort((a, b) => a.First.CompareTo(b.First));
        return accounts;
    }

    /// <summary>What was pruned beginning with that event, and when.</summary>
    public bool TryGet(long first, out (PrunedStretch Stretch, DateTimeOffset At) account) => byFirst.TryGetValue(first, out account);

    /// <summary>Whether the payload of that id was pruned.</summary>
    public bool HasPayload(long id)
    {
        var (low, high) = (0, payloads.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (payloads[middle].Last < id) low = middle + 1;
            else if (payloads[middle].First > id) high = middle - 1;
            else return true;
        }
        return false;
    }

    void Read(StoredRow row, long id)
    {
        if (!TryJson(row, out var json))
        {
            Faults.Add(new Fault(id, string.Create(CultureInfo.InvariantCulture, $"The payload of event {id}, which says what was pruned, is missing or was changed.")));
            return;
        }
        if (PruneAccount.TryRead(json) is not { } account) return;
        foreach (var stretch in account.Events.Where(stretch => stretch.First >= 1 && stretch.First <= stretch.Last && stretch.Last < id))
        {
            // What was pruned cannot be pruned again: only the first account of it can be true.
            if (!byFirst.TryAdd(stretch.First, (stretch, account.PrunedAt))) continue;
            Hashes.TryAdd(stretch.First - 1, stretch.Before);
            Hashes[stretch.Last] = stretch.Hash;
        }
        payloads.AddRange(account.Payloads.Where(range => range.First >= 1 && range.First <= range.Last && range.Last < id));
    }

    static bool TryJson(StoredRow row, out byte[] json)
    {
        json = [];
        try
        {
            if (!row.TryBytes(1, out var read)) return false;
            var digest = read.ToArray();
            if (!row.TryBytes(2, out read)) return false;
            var body = read.ToArray();
            if (row.Number(3) is < 0 or > MostBytes) return false;
            json = PayloadCompression.Decompress(new KeptPayload { Id = 0, Body = body, Length = (int)row.Number(3) });
            return digest.AsSpan().SequenceEqual(SHA256.HashData(json));
        }
        catch (Exception exception) when (exception is WrongStorageException or InvalidDataException)
        {
            return false;
        }
    }
}
