namespace SlackAudit.Record.Sources;

/// <summary>How much came from a source over some time.</summary>
/// <param name="Deliveries">Accepted deliveries.</param>
/// <param name="Events">Events recorded.</param>
public readonly record struct SourceRate(long Deliveries, long Events)
{
    /// <summary>What came in the time before now. Counts are by the hour: of the oldest one, the part that the time reaches into counts.</summary>
    public static SourceRate Of(IEnumerable<SourceHour> hours, DateTimeOffset now, TimeSpan over)
    {
        var since = now - over;
        var (deliveries, events) = (0.0, 0.0);
        foreach (var hour in hours.Where(hour => hour.HourAt.AddHours(1) > since && hour.HourAt <= now))
        {
            var part = hour.HourAt >= since ? 1 : (hour.HourAt.AddHours(1) - since) / TimeSpan.FromHours(1);
            deliveries += hour.Deliveries * part;
            events += hour.Events * part;
        }
        return new SourceRate((long)Math.Round(deliveries), (long)Math.Round(events));
    }
}
