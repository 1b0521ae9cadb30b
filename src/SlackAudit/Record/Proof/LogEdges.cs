using System.Data.Common;
using System.Security.Cryptography;

namespace SlackAudit.Record.Proof;

/// <summary>Where the log begins and ends, and what is wrong there.</summary>
sealed record LogEdges
{
    // More than any log will have, and little enough to count with.
    const long Most = long.MaxValue / 4;

    /// <summary>The id of the last event that both the table and the head have; 0 for an empty log.</summary>
    public required long Last { get; init; }

    /// <summary>The hash that the head of the chain has.</summary>
    public required byte[] Hash { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    public static LogEdges Read(DbConnection connection)
    {
        // In this order: whatever is committed meanwhile can only make the head say more than was seen, never less.
        var lastPayload = connection.Ask("SELECT MAX(id) FROM payloads") ?? 0;
        var firstPayload = connection.Ask("SELECT MIN(id) FROM payloads") ?? 1;
        var first = connection.Ask("SELECT MIN(id) FROM events") ?? 1;
        var last = connection.Ask("SELECT MAX(id) FROM events") ?? 0;
        var faults = new List<Fault>();
        if (first < 1) faults.Add(Of(first, $"Event {first} was inserted: the log begins with event 1."));
        if (firstPayload < 1) faults.Add(Of(firstPayload, $"The payload of event {firstPayload} belongs to no event: it was inserted."));

        if (Head(connection) is not var (sequence, hash))
        {
            faults.Add(Of(0, $"The head of the chain (table chain_head) is not one row with the id 1, a sequence and a hash of 32 bytes."));
            return new LogEdges { Last = Math.Clamp(last, 0, Most), Hash = [], Faults = faults };
        }
        if (last > sequence) faults.Add(Of(sequence + 1, $"An event {last} stands behind the end of the chain, which is {sequence}: it was inserted, or chain_head was changed."));
        if (lastPayload > sequence) faults.Add(Of(lastPayload, $"The payload of event {lastPayload} belongs to no event: it was inserted."));

        var newest = sequence == 0 ? new byte[SHA256.HashSizeInBytes] : connection.HashOf(sequence);
        if (newest is null)
        {
            var end = connection.Ask("SELECT MAX(id) FROM events WHERE id <= @id", ("id", sequence)) ?? 0;
            faults.Add(Fault.Missing(end + 1, sequence));
            return new LogEdges { Last = end, Hash = hash, Faults = faults };
        }
        if (!newest.AsSpan().SequenceEqual(hash)) faults.Add(Of(sequence, $"The head of the chain does not match: chain_head has another hash than event {sequence}."));
        return new LogEdges { Last = sequence, Hash = hash, Faults = faults };
    }

    static (long Sequence, byte[] Hash)? Head(DbConnection connection)
    {
        using var command = connection.Command("SELECT id, sequence, hash FROM chain_head");
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;
        try
        {
            var row = StoredRow.Of(reader);
            if (row.Number(0) != 1 || row.Number(1) is < 0 or > Most || !row.TryBytes(2, out var hash) || hash.Length != SHA256.HashSizeInBytes) return null;
            var head = (row.Number(1), hash.ToArray());
            return reader.Read() ? null : head;
        }
        catch (WrongStorageException)
        {
            return null;
        }
    }

    static Fault Of(long id, FormattableString sentence) => new(id, FormattableString.Invariant(sentence));
}
