namespace SlackAudit.Record;

/// <summary>What a delivery said, redacted and compressed, so that a better reader can re-read history.</summary>
public sealed record KeptPayload
{
    /// <summary>The id of the first event recorded from it.</summary>
    public required long Id { get; init; }

    /// <summary>The redacted payload, compressed with Brotli.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Its size in bytes before compression.</summary>
    public required int Length { get; init; }
}
