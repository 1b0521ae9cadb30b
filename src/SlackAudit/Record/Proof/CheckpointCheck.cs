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

    /// <summary>How many were held against the log.</summary>
    public int Checked { get; private set; }

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

    /// <summary>What is wrong with the log if the claim is right; null when it has that checkpoint.</summary>
    public Fault? Claimed(CheckpointClaim claim)
    {
        Checked++;
        var hash = Convert.ToHexStringLower(claim.Hash);
        if (claim.Sequence is not { } sequence)
        {
            return IsBeginning(claim.Hash) || connection.Ask("SELECT MIN(id) FROM events WHERE hash = @hash", ("hash", claim.Hash)) is not null
                ? null
                : new Fault(0, $"No event has the hash of the checkpoint {hash}: the log was changed before it, or never had it.");
        }
        if (sequence == 0) return IsBeginning(claim.Hash) ? null : new Fault(0, $"The checkpoint 0 {hash} is not that of an empty log, which is 64 zeros.");
        return connection.HashOf(sequence) is { } found && found.AsSpan().SequenceEqual(claim.Hash)
            ? null
            : new Fault(sequence, FormattableString.Invariant($"The checkpoint {sequence} {hash} is not that of this log: event {sequence} is missing or has another hash, so something up to it was changed."));
    }

    static bool IsBeginning(ReadOnlySpan<byte> hash) => !hash.ContainsAnyExcept((byte)0);

    static Fault? Wrong(StoredRow row)
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
                return new Fault(sequence, FormattableString.Invariant($"Event {sequence} is missing: a checkpoint of {taken} was taken of it."));
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
