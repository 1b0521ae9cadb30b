using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>
/// Counts what comes from each source in memory, and adds it to the log's hours once a minute, so that a delivery pays nothing for
/// it. A process that is killed takes the counts of its last minute with it, and nothing else.
/// </summary>
sealed class HourCounts(LogWriter writer, TimeProvider time, ILogger<HourCounts> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Clocks that are kept are not that far apart.
    static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    static readonly long LongestLag = (long)TimeSpan.FromDays(3650).TotalMilliseconds;

    readonly Lock gate = new();
    Dictionary<(string Source, DateTimeOffset Hour), SourceHour> counts = [];
    DateTimeOffset listened;

    /// <summary>Counts an accepted delivery.</summary>
    public void Delivered(string source, AppendResult result, IReadOnlyList<AuditEvent> events, DateTimeOffset arrivedAt)
    {
        if (source == OwnSource.Name) return;
        // What is delivered again says nothing of clocks.
        long? lag = result is { Recorded: > 0, Duplicates: 0 } ? Lag(events, arrivedAt) : null;
        Add(new SourceHour
        {
            Source = source,
            HourAt = SourceHour.Of(arrivedAt),
            Deliveries = 1,
            Events = result.Recorded,
            Ahead = lag < -Ahead.TotalMilliseconds ? 1 : 0,
            LagMs = lag,
        });
    }

    /// <summary>Adds what was counted to the log, and that somebody was here to count.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string, DateTimeOffset), SourceHour> flushed;
        var hour = SourceHour.Of(time.GetUtcNow());
        lock (gate)
        {
            if (listened != hour) AddLocked(new SourceHour { Source = OwnSource.Name, HourAt = listened = hour });
            if (counts.Count == 0) return;
            (flushed, counts) = (counts, []);
        }
        try
        {
            await writer.CommitAsync(new LogWork { Hours = [.. flushed.Values] }, cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever it is: a background service that throws would end the whole service, for the sake of some counts.
            var level = exception is LogUnavailableException or OperationCanceledException ? LogLevel.Debug : LogLevel.Warning;
            logger.Log(level, exception, "What came from each source is added up later.");
            // That somebody was here is not: while nothing could be recorded nobody was heard, and no answer may claim so.
            lock (gate) listened = default;
            foreach (var count in flushed.Values.Where(count => count.Source != OwnSource.Name)) Add(count);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await FlushAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(CancellationToken.None);
        }
    }

    static long? Lag(IReadOnlyList<AuditEvent> events, DateTimeOffset arrivedAt) =>
        events.Count == 0 ? null : Math.Clamp((long)(arrivedAt - events.Max(e => e.OccurredAt)).TotalMilliseconds, -LongestLag, LongestLag);

    void Add(SourceHour count)
    {
        lock (gate) AddLocked(count);
    }

    void AddLocked(SourceHour count)
    {
        var key = (count.Source, count.HourAt);
        counts[key] = !counts.TryGetValue(key, out var before) ? count : before with
        {
            Deliveries = before.Deliveries + count.Deliveries,
            Events = before.Events + count.Events,
            Ahead = before.Ahead + count.Ahead,
            LagMs = before.LagMs is { } one && count.LagMs is { } other ? Math.Min(one, other) : before.LagMs ?? count.LagMs,
        };
    }
}
