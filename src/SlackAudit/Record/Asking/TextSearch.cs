using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record.Asking;

/// <summary>Answers a question for a text from the index of texts: events where it may be, and those that the index does not know yet.</summary>
static class TextSearch
{
    // A common text fills a page with the first few; of a rare one this many are all.
    static readonly int[] PlacesOfAPage = [300, 30_000];
    static readonly int[] PlacesToCount = [100_000];

    /// <summary>The answer; null where the index cannot help.</summary>
    /// <param name="db">The log.</param>
    /// <param name="index">The index of texts.</param>
    /// <param name="looked">What would be looked at without it.</param>
    /// <param name="asked">The question.</param>
    /// <param name="few">How many events of those are looked at as fast.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<Answer?> AnswerAsync(
        AuditDbContext db, SqliteTextIndex index, LogReading looked, Asked asked, int few, CancellationToken cancellationToken)
    {
        if (await looked.InstantAsync(few, cancellationToken) is null) return await AnswerOf.WalkAsync(db, asked, cancellationToken);
        foreach (var most in asked.Lists ? PlacesOfAPage : PlacesToCount)
        {
            if (await index.FindAsync(db, asked.Query, asked.Last, most, cancellationToken) is not { } places) return null;
            var answer = await AnswerOf.ReadingAsync(db, Reading(db, asked.Query, places), asked, cancellationToken);
            if (places.IsAll || asked.IsFull(answer)) return answer;
        }
        // A text that common is met soon.
        return await AnswerOf.WalkAsync(db, asked, cancellationToken);
    }

    static LogReading Reading(AuditDbContext db, AuditQuery query, TextPlaces places)
    {
        var meets = db.Aside(query.ToPredicate());
        var events = db.Events.AsNoTracking();
        var known = events.Where(e => EF.Parameter(places.At).Contains(e.OccurredAt)).Where(db.Aside(e => e.Id <= places.FedTo));
        var unknown = events.Where(e => e.Id > places.FedTo);
        if (!places.IsAll)
        {
            var edge = places.At[^1];
            unknown = unknown.Where(db.Aside(e => e.OccurredAt >= edge));
        }
        return new LogReading(db, (since, until) => [.. new[] { known, unknown }.Select(part => part.Where(meets).Where(db.Aside(new AuditQuery { Since = since, Until = until }.ToPredicate())))]);
    }
}
