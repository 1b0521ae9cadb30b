namespace SlackAudit.Record.Sources;

/// <summary>Which sources are watched for silence, and where it is told.</summary>
public sealed record WatchSettings
{
    /// <summary>The value of <see cref="QuietAfter"/> for a source that is never called quiet.</summary>
    public static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    /// <summary>The channel that is told of quiet and refused sources, by name or id (<c>Health:Channel</c>); null for none.</summary>
    public string? Channel { get; init; }

    /// <summary>The zone whose nights and weekends count (<c>Health:TimeZone</c>).</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>For each configured source, after how long a silence it is quiet (<c>Sources:NAME:QuietAfter</c>); null for its habit.</summary>
    public IReadOnlyDictionary<string, TimeSpan?> QuietAfter { get; init; } = new Dictionary<string, TimeSpan?>();
}
