namespace SlackAudit.Record.Sources;

/// <summary>A time from which the log may lack events: what an answer that finds nothing must say.</summary>
/// <param name="Source">The source; null for all of them.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended; null where it goes on.</param>
/// <param name="Reason">Why.</param>
public sealed record SourceGap(string? Source, DateTimeOffset From, DateTimeOffset? To, GapReason Reason)
{
    /// <summary>Why, in words.</summary>
    public string Why => Reason switch
    {
        GapReason.Quiet => "silent for longer than usual",
        GapReason.Refused => "deliveries were refused",
        _ => "the service was not running, or could not record",
    };
}

/// <summary>Why the log may lack events.</summary>
public enum GapReason
{
    /// <summary>Nothing was heard of the source for longer than usual.</summary>
    Quiet,

    /// <summary>Deliveries of the source were refused.</summary>
    Refused,

    /// <summary>For an hour at least nobody was here to hear, or what was heard could not be recorded.</summary>
    Away,
}
