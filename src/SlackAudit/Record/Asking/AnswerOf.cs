using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>Makes the answer that a question's shape asks for.</summary>
static class AnswerOf
{
    /// <summary>The answer from all that a question is about, along its walks.</summary>
    public static Task<Answer> WalkAsync(AuditDbContext db, Asked asked, CancellationToken cancellationToken) =>
        ReadingAsync(db, LogReading.Of(db, asked.Query), asked, cancellationToken);

    /// <summary>The answer from a reading.</summary>
    public static async Task<Answer> ReadingAsync(AuditDbContext db, LogReading reading, Asked asked, CancellationToken cancellationToken)
    {
        var query = asked.Query;
        if (asked.Lists) return await PageAsync(reading, asked, cancellationToken);
        if (query is { Shape: QueryShape.Count, Per: null })
            return new Answer { Query = query, Tallies = await Tallies.TotalAsync(db, reading, cancellationToken) is { } total ? [total] : [] };
        var (tallies, more) = query is { Shape: QueryShape.Count, Per: CountPer.Day }
            ? await Days.CountAsync(db, reading, asked.Zone, cancellationToken)
            : query.Shape == QueryShape.Who || query.Per == CountPer.Actor ? await People.CountAsync(db, reading, asked.People, cancellationToken)
            : await Tallies.CountAsync(db, reading, query.Per!.Value, cancellationToken);
        return new Answer { Query = query, Tallies = tallies, MoreTallies = more };
    }

    static async Task<Answer> PageAsync(LogReading reading, Asked asked, CancellationToken cancellationToken)
    {
        if (asked.From is { } start) reading = reading.Behind(start);
        var events = await reading.NewestAsync(asked.Size + 1, cancellationToken);
        var more = events.Count > asked.Size;
        if (more) events.RemoveAt(asked.Size);
        return new Answer
        {
            Query = asked.Query,
            Events = events,
            Older = more && asked.Query.Shape == QueryShape.List ? new PageStart(events[^1].OccurredAt, events[^1].Id) : null,
        };
    }
}
