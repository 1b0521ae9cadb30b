namespace SlackAudit.Record.Sources;

/// <summary>Adds up what was counted of sources, in statements that every engine takes; the head's lock lets one process do so at a time.</summary>
static class SourceStatements
{
    // Habits are of fourteen days; who looks at rates looks at seven.
    static readonly TimeSpan Kept = TimeSpan.FromDays(29);

    public const string BeginHour =
        "INSERT INTO source_hours (source, hour_at, deliveries, events, ahead, told_quiet) SELECT @p0, @p1, 0, 0, 0, @p2 "
        + "WHERE NOT EXISTS (SELECT 1 FROM source_hours WHERE source = @p0 AND hour_at = @p1)";

    public const string AddToHour =
        "UPDATE source_hours SET deliveries = deliveries + @p2, events = events + @p3, ahead = ahead + @p4 WHERE source = @p0 AND hour_at = @p1";

    public const string ShortenLag =
        "UPDATE source_hours SET lag_ms = @p2 WHERE source = @p0 AND hour_at = @p1 AND (lag_ms IS NULL OR lag_ms > @p2)";

    public const string MarkToldQuiet = "UPDATE source_hours SET told_quiet = @p2 WHERE source = @p0 AND hour_at = @p1";

    public const string ForgetHours = "DELETE FROM source_hours WHERE hour_at < @p0";

    public const string BeginReason =
        "INSERT INTO source_refusals (source, reason, refused, last_at, sentence) SELECT @p0, @p1, 0, @p2, @p3 "
        + "WHERE NOT EXISTS (SELECT 1 FROM source_refusals WHERE source = @p0 AND reason = @p1)";

    public const string AddToReason =
        "UPDATE source_refusals SET refused = refused + @p4, last_at = @p2, sentence = @p3 WHERE source = @p0 AND reason = @p1";

    public static async Task AddAsync(LogSession session, SourceHour hour)
    {
        if (await session.ExecuteAsync(BeginHour, hour.Source, hour.HourAt, false) == 1) await session.ExecuteAsync(ForgetHours, hour.HourAt - Kept);
        await session.ExecuteAsync(AddToHour, hour.Source, hour.HourAt, hour.Deliveries, hour.Events, hour.Ahead);
        if (hour.LagMs is { } lag) await session.ExecuteAsync(ShortenLag, hour.Source, hour.HourAt, lag);
        if (hour.ToldQuiet) await session.ExecuteAsync(MarkToldQuiet, hour.Source, hour.HourAt, true);
    }

    public static async Task AddAsync(LogSession session, RefusedDeliveries refused)
    {
        await session.ExecuteAsync(BeginReason, refused.Source, refused.Reason, refused.LastAt, refused.Sentence);
        await session.ExecuteAsync(AddToReason, refused.Source, refused.Reason, refused.LastAt, refused.Sentence, refused.Refused);
    }
}
