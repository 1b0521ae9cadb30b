namespace SlackAudit.Record.Sources;

/// <summary>All that is known of how a source is doing.</summary>
public sealed record SourceReport
{
    /// <summary>When it was heard and refused.</summary>
    public required SourceHealth Health { get; init; }

    /// <summary>Whether the settings still have it.</summary>
    public required bool IsConfigured { get; init; }

    /// <summary>What came in the last hour.</summary>
    public required SourceRate LastHour { get; init; }

    /// <summary>What came in the last day.</summary>
    public required SourceRate LastDay { get; init; }

    /// <summary>What came in the last seven days.</summary>
    public required SourceRate LastWeek { get; init; }

    /// <summary>After how long a silence it is quiet at this time; null where it has no habit, and never is.</summary>
    public TimeSpan? QuietAfter { get; init; }

    /// <summary>How long it has been silent while the service was there to hear; null where it was never heard.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>When it was last heard before the silence that was told; null while it is not quiet.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>Since when its deliveries are refused; null once one was accepted.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>How many of its deliveries were refused for which reason, the newest first.</summary>
    public required IReadOnlyList<RefusedDeliveries> Refused { get; init; }

    /// <summary>How far its clock seems to be from ours; null where that is not known.</summary>
    public ClockSkew? Skew { get; init; }

    /// <summary>The name.</summary>
    public string Source => Health.Source;

    /// <summary>Whether it is silent for longer than it should be.</summary>
    public bool IsQuiet => QuietAfter is { } after && Silence >= after;

    /// <summary>Whether its newest deliveries were refused and none was accepted since.</summary>
    public bool IsRefused => Health.LastRefusedAt is { } refused && (Health.LastDeliveryAt is not { } accepted || refused > accepted);
}
