namespace SlackAudit.Record.Sources;

/// <summary>How many deliveries of a source were refused for one reason.</summary>
public sealed record RefusedDeliveries
{
    /// <summary>The configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The reason in a word or two, one of few.</summary>
    public required string Reason { get; init; }

    /// <summary>How many were refused for it.</summary>
    public long Refused { get; init; }

    /// <summary>When the last one was, by our clock.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>What the last one's sender was told.</summary>
    public required string Sentence { get; init; }
}
