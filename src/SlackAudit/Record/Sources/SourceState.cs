namespace SlackAudit.Record.Sources;

/// <summary>What was told of a source and still holds: it is told once, however many processes look and whenever they die.</summary>
public sealed record SourceState
{
    /// <summary>The configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>When it was last heard before the silence that was told; null while it is not quiet.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>When the first of the deliveries that are being refused came; null once one was accepted.</summary>
    public DateTimeOffset? RefusedSince { get; init; }
}
