using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record.Asking;

/// <summary>Answers a question for a text from the index of texts: events where it may be, and those that the index does not know yet.</summary>
static class TextSearch
{
    // A common text fills a page with the first few; of a rare one this many are all.
    static readonly int[] Places = [300, 10_000];

    /// <summary>The answer; null where the index cannot give it, or the text is so common that walking finds it sooner.</summary>
    public static async Task<Answer?> AnswerAsync(AuditDbContext db, SqliteTextIndex index, Asked asked, CancellationToken cancellationToken)
    {
        foreach (var most in asked.Lists ? Places : Places[^1..])
        {
            if (await index.FindAsync(db, asked.Query, asked.Last, most, cancellationToken) is not { } places) return null;
            var answer = await AnswerOf.ReadingAsync(db, Reading(db, asked.Query, places), asked, cancellationToken);
            if (places.IsAll || asked.IsFull(answer)) return answer;
        }
        return null;
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
        return new LogReading(db, [known.Where(meets), unknown.Where(meets)]);
    }
}
