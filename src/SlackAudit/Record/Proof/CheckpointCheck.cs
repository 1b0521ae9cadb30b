using System.Data.Common;
using System.Security.Cryptography;
using SlackAudit.Events;

namespace SlackAudit.Record.Proof;

/// <summary>Holds checkpoints against the events that they were taken of.</summary>
sealed class CheckpointCheck(DbConnection connection)
{
    public const string Select = """
        SELECT c.sequence, c.hash, c.taken_at, e.hash FROM checkpoints c LEFT JOIN events e ON e.id = c.sequence ORDER BY c.sequence
        """;

    readonly List<(long Sequence, byte[] Hash, string Taken)> absent = [];

    /// <summary>How many were held against the log.</summary>
    public int Checked { get; private set; }

    /// <summary>Sentences about checkpoints that cannot be held against the log any more.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>The first stored checkpoint that the log contradicts.</summary>
    public IEnumerable<Fault> Stored()
    {
        using var command = connection.Command(Select);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Checked++;
            if (Wrong(StoredRow.Of(reader)) is not { } fault) continue;
            yield return fault;
            yield break;
        }
    }

    /// <summary>The first stored checkpoint of an event that is not there, unless it was pruned with that hash: pruning keeps the hash of every event that has one.</summary>
    public Fault? Absent(Pruned pruned)
    {
        foreach (var (sequence, hash, taken) in absent)
        {
            if (!pruned.Has(sequence)) return new Fault(sequence, FormattableString.Invariant($"Event {sequence} is missing: a checkpoint of {taken} was taken of it."));
            if (pruned.HashOf(sequence) is not { } kept || !kept.AsSpan().SequenceEqual(hash))
                return new Fault(sequence, FormattableString.Invariant($"The checkpoint {sequence} of {taken} does not match: event {sequence} was pruned and had another hash, so something up to it was changed, or the checkpoint was."));
        }
        return null;
    }

    /// <summary>What is wrong with the log if the claim is right; null when it has that checkpoint.</summary>
    public Fault? Claimed(CheckpointClaim claim, Pruned pruned)
    {
        Checked++;
        var hash = Convert.ToHexStringLower(claim.Hash);
        if (claim.Sequence is not { } sequence)
        {
            return IsBeginning(claim.Hash) || pruned.HasHash(claim.Hash) || connection.Ask("SELECT MIN(id) FROM events WHERE hash = @hash", ("hash", claim.Hash)) is not null
                ? null
                : new Fault(0, $"No event has the hash of the checkpoint {hash}: the log was changed before it, or never had it{(pruned.Count > 0 ? ", or it is of an event whose hash went when it was pruned" : "")}.");
        }
        if (sequence == 0) return IsBeginning(claim.Hash) ? null : new Fault(0, $"The checkpoint 0 {hash} is not that of an empty log, which is 64 zeros.");
        if (pruned.Has(sequence))
        {
            if (pruned.HashOf(sequence) is not { } kept)
                Unknown.Add(FormattableString.Invariant($"The checkpoint {sequence} {hash} cannot be held against the log any more: event {sequence} was pruned, and its hash was not kept."));
            else if (!kept.AsSpan().SequenceEqual(claim.Hash))
                return new Fault(sequence, FormattableString.Invariant($"The checkpoint {sequence} {hash} is not that of this log: event {sequence} was pruned and had another hash, so something up to it was changed."));
            return null;
        }
        return connection.HashOf(sequence) is { } found && found.AsSpan().SequenceEqual(claim.Hash)
            ? null
            : new Fault(sequence, FormattableString.Invariant($"The checkpoint {sequence} {hash} is not that of this log: event {sequence} is missing or has another hash, so something up to it was changed."));
    }

    static bool IsBeginning(ReadOnlySpan<byte> hash) => !hash.ContainsAnyExcept((byte)0);

    Fault? Wrong(StoredRow row)
    {
        var sequence = 0L;
        try
        {
            sequence = row.Number(0);
            var taken = EventJson.Time(Instants.FromMicroseconds(row.Microseconds(2)));
            Span<byte> kept = stackalloc byte[SHA256.HashSizeInBytes];
            if (!row.TryBytes(1, out var hash) || hash.Length != kept.Length) throw new WrongStorageException(1);
            hash.CopyTo(kept);
            if (!row.TryBytes(3, out var found))
            {
                absent.Add((sequence, kept.ToArray(), taken));
                return null;
            }
            return found.SequenceEqual(kept)
                ? null
                : new Fault(sequence, FormattableString.Invariant($"The checkpoint {sequence} of {taken} does not match: event {sequence} had another hash then, so something up to it was changed, or the checkpoint was."));
        }
        catch (Exception exception) when (exception is WrongStorageException or ArgumentOutOfRangeException)
        {
            return new Fault(sequence, FormattableString.Invariant($"The stored checkpoint {sequence} was changed: it is not stored as the log stores it."));
        }
    }
}
