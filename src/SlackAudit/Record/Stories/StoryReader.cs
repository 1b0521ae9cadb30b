using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>Finds what events tell together. What cannot be read in time is left out: a story is beside the answer, never in its way.</summary>
public sealed class StoryReader(IDbContextFactory<AuditDbContext> contexts, ILogger<StoryReader> logger)
{
    /// <summary>How many events a story has at most: those nearest in time.</summary>
    public const int MostEvents = 50;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    bool withholds;

    /// <summary>The same without what is sensitive, for who may not see that.</summary>
    internal StoryReader Withholding() => new(contexts, logger) { withholds = true };

    /// <summary>The story of an event; null for one that stands alone.</summary>
    public async Task<Story?> OfAsync(AuditEvent asked, CancellationToken cancellationToken)
    {
        var story = await TryAsync<Story?>(null, db => new StoryWalk(db, asked).RunAsync, cancellationToken);
        if (!withholds || story is null || story.Events.All(e => !e.Sensitive)) return story;
        var shown = story.Events.Where(e => !e.Sensitive).ToList();
        return shown.Count > 1 ? new Story(shown) : null;
    }

    /// <summary>The answer with the story of an event that it is alone, and with the sessions that its events belong to.</summary>
    public async Task<Answer> TellAsync(Answer answer, CancellationToken cancellationToken)
    {
        var sessions = answer.Events.Any(IsOfSession)
            ? await TryAsync(answer.Sessions, db => token => SessionsAsync(db, answer.Events, token), cancellationToken)
            : answer.Sessions;
        var story = answer.Events is [var one] ? await OfAsync(one, cancellationToken) : null;
        return answer with { Sessions = sessions, Story = story };
    }

    // A session whose other end is not in the answer still has one.
    async Task<IReadOnlyDictionary<long, Session>> SessionsAsync(AuditDbContext db, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var keys = events.SelectMany(e => References.Of(e, References.Session)).Distinct(StringComparer.Ordinal).Select(id => Correlation.KeyOf($"{References.Session}:{id}")).ToList();
        var ids = await db.Correlations.AsNoTracking().Where(c => keys.Contains(c.ReferenceKey)).OrderBy(c => c.ReferenceKey).ThenBy(c => c.OccurredAt)
            .Select(c => c.EventId).Take(keys.Count * 4).ToListAsync(cancellationToken);
        var known = events.Select(e => e.Id).ToHashSet();
        var missing = ids.Where(id => !known.Contains(id)).ToList();
        var others = missing.Count == 0 ? [] : await db.Events.AsNoTracking().Where(e => missing.Contains(e.Id)).ToListAsync(cancellationToken);
        return Sessions.Among(events.Concat(others.Where(e => !withholds || !e.Sensitive)));
    }

    static bool IsOfSession(AuditEvent e) => References.Of(e, References.Session).Any();

    async Task<T> TryAsync<T>(T otherwise, Func<AuditDbContext, Func<CancellationToken, Task<T>>> read, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(patience.Token);
            return await read(db)(patience.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "What events tell together could not be read; the answer goes without.");
            return otherwise;
        }
    }
}
