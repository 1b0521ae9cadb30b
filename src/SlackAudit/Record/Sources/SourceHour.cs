namespace SlackAudit.Record.Sources;

/// <summary>What came from a source within one hour: what rates, habits and clock skew are told by.</summary>
/// <remarks>The log's own row of an hour says that the service was there to hear.</remarks>
public sealed record SourceHour
{
    /// <summary>The configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The beginning of the hour, UTC.</summary>
    public required DateTimeOffset HourAt { get; init; }

    /// <summary>How many deliveries were accepted.</summary>
    public long Deliveries { get; init; }

    /// <summary>How many events they brought that the log did not have.</summary>
    public long Events { get; init; }

    /// <summary>How many of the deliveries had happened in the future, by our clock.</summary>
    public long Ahead { get; init; }

    /// <summary>The shortest time from something happening, by the source's clock, to its arrival, by ours, in milliseconds; null where nothing new came.</summary>
    public long? LagMs { get; init; }

    /// <summary>Whether it was told in this hour that the source is quiet: such a silence is not its habit.</summary>
    public bool ToldQuiet { get; init; }

    /// <summary>The hour that an instant lies in.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);
}
