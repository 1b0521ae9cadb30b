namespace SlackAudit.Record;

/// <summary>The newest link of the chain: the one row that a batch locks, so that however many processes write, there is one chain.</summary>
public sealed record ChainHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The id of the newest event; 0 for an empty log.</summary>
    public long Sequence { get; init; }

    /// <summary>The hash of the newest event; 32 zero bytes for an empty log.</summary>
    public byte[] Hash { get; init; } = new byte[32];
}
