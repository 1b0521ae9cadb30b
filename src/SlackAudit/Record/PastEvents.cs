using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Asking;

namespace SlackAudit.Record;

/// <summary>Looks back for what a question would have met, as far as the time for it reaches.</summary>
public sealed class PastEvents
{
    /// <summary>The most events that are looked at.</summary>
    internal const int Most = 100_000;

    // The newest first, so that what is cut off is what is longest ago.
    static readonly TimeSpan[] Steps = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly TimeProvider time;

    internal PastEvents(IDbContextFactory<AuditDbContext> contexts, TimeProvider time) => (this.contexts, this.time) = (contexts, time);

    /// <summary>What a question would have met.</summary>
    /// <param name="query">The question, without a time.</param>
    /// <param name="back">How far to look back.</param>
    /// <param name="patience">How long to look at most.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<Past> LookAsync(AuditQuery query, TimeSpan back, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(patience, time);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var (now, events, texts) = (time.GetUtcNow(), new List<PastEvent>(), new HashSet<string>(StringComparer.Ordinal));
        var (since, begins) = (now, (DateTimeOffset?)null);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(hurry.Token);
            begins = await db.Events.OrderBy(e => e.OccurredAt).Select(e => (DateTimeOffset?)e.OccurredAt).FirstOrDefaultAsync(hurry.Token);
            var reading = LogReading.Of(db, query with { Since = null, Until = null });
            DateTimeOffset? until = null;
            foreach (var start in Starts(now, back))
            {
                var found = new List<PastEvent>();
                await foreach (var row in reading.Within(start, until).Past().WithCancellation(hurry.Token))
                {
                    if (events.Count + found.Count >= Most) return new Past(events, since, true, begins);
                    found.Add(row with { Action = Once(row.Action)!, Actor = Once(row.Actor), App = Once(row.App) });
                }
                events.AddRange(found);
                since = start;
                until = start;
            }
            return new Past(events, since, false, begins);
        }
        catch (Exception) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What breaks off may say so in any way; that it was told to is certain.
            return new Past(events, since, true, begins);
        }

        // The same few names a hundred thousand times.
        string? Once(string? text)
        {
            if (text is null) return null;
            if (texts.TryGetValue(text, out var kept)) return kept;
            texts.Add(text);
            return text;
        }
    }

    static IEnumerable<DateTimeOffset> Starts(DateTimeOffset now, TimeSpan back)
    {
        foreach (var step in Steps.Where(step => step < back)) yield return now - step;
        for (var days = 2; days < back.TotalDays; days++) yield return now - TimeSpan.FromDays(days);
        yield return now - back;
    }
}

/// <summary>What was found by looking back.</summary>
/// <param name="Events">The events that were met, in no order.</param>
/// <param name="Since">Back to when everything was looked at.</param>
/// <param name="IsCut">Whether that is not as far as was wanted.</param>
/// <param name="Begins">When the oldest event of the log occurred; null where the log is empty, or nobody had time to look.</param>
public sealed record Past(IReadOnlyList<PastEvent> Events, DateTimeOffset Since, bool IsCut, DateTimeOffset? Begins);

/// <summary>An event as far as a forecast needs it.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Action">What was done.</param>
/// <param name="Actor">Who did it; null when the source does not say.</param>
/// <param name="App">The application it was about; null for none.</param>
/// <param name="Sensitive">Whether somebody should look at it.</param>
/// <param name="Outcome">How it went.</param>
public sealed record PastEvent(long Id, DateTimeOffset OccurredAt, string Action, string? Actor, string? App, bool Sensitive, Outcome Outcome);
