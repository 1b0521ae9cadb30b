using System.Globalization;

namespace SlackAudit.Record.Proof;

/// <summary>What <c>verify</c> found.</summary>
public sealed record Verdict
{
    /// <summary>How many events the log says it has.</summary>
    public required long Events { get; init; }

    /// <summary>How many of them were pruned since.</summary>
    public required long Pruned { get; init; }

    /// <summary>The hash of the newest one, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>How many checkpoints were held against the log, those given included.</summary>
    public required int Checkpoints { get; init; }

    /// <summary>How many kept payloads were held against their events.</summary>
    public required long Payloads { get; init; }

    /// <summary>Sentences about checkpoints that were given and cannot be held against the log, since what they are of was pruned.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>What is wrong, the first event of it first; empty when the log is intact.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}

/// <summary>One thing that is wrong with the log.</summary>
/// <param name="EventId">The first event that it concerns.</param>
/// <param name="Sentence">What it is.</param>
public sealed record Fault(long EventId, string Sentence)
{
    internal static Fault Missing(long first, long last) => new(first, first >= last
        ? string.Create(CultureInfo.InvariantCulture, $"Event {first} is missing.")
        : string.Create(CultureInfo.InvariantCulture, $"Events {first} to {last} are missing."));
}
