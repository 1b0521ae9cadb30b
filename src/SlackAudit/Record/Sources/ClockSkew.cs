namespace SlackAudit.Record.Sources;

/// <summary>How far a source's clock seems to be from ours.</summary>
/// <param name="Lag">How long after something happened, by the source's clock, we hear of it at the soonest, by ours; below zero, its clock is ahead.</param>
/// <param name="Ahead">How many deliveries of the last day told of what had not happened yet.</param>
public readonly record struct ClockSkew(TimeSpan Lag, long Ahead)
{
    // What a kept clock and the way of a delivery may take.
    static readonly TimeSpan InStep = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    const int MostHours = 24;

    /// <summary>Whether the source's clock is certainly wrong, or ours.</summary>
    public bool IsAhead => Lag < -InStep;

    /// <summary>Whether its clock is behind, or its deliveries are long under way, which cannot be told apart.</summary>
    public bool IsLate => Lag > Soon;

    /// <summary>Of each hour the quickest delivery, since queues and repeats only make later; of the hours the median, since one wrong time is no clock.</summary>
    /// <returns>Null where nothing new came in the last week.</returns>
    public static ClockSkew? Of(IEnumerable<SourceHour> hours, DateTimeOffset now)
    {
        var recent = hours.Where(hour => hour.LagMs is not null && now - hour.HourAt < TimeSpan.FromDays(7)).OrderByDescending(hour => hour.HourAt).Take(MostHours).ToList();
        if (recent.Count == 0) return null;
        var lags = recent.Select(hour => hour.LagMs!.Value).Order().ToList();
        var ahead = recent.Where(hour => now - hour.HourAt <= TimeSpan.FromDays(1)).Sum(hour => hour.Ahead);
        return new ClockSkew(TimeSpan.FromMilliseconds(lags[(lags.Count - 1) / 2]), ahead);
    }
}
