namespace SlackAudit.Record;

/// <summary>When a source was last heard: what an empty answer must say so that silence is explained.</summary>
public sealed record SourceHealth
{
    /// <summary>The configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>When its last accepted delivery arrived, by our clock.</summary>
    public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>When the last event from it was recorded, by our clock.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>How many of its deliveries were refused since the log began.</summary>
    public long Refused { get; init; }

    /// <summary>When the last one was refused.</summary>
    public DateTimeOffset? LastRefusedAt { get; init; }

    /// <summary>Why the last one was refused.</summary>
    public string? LastRefusedReason { get; init; }
}
