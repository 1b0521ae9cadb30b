using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record.Asking;

/// <summary>
/// Answers a question whole where it can in the time there is. Where it cannot, it asks the same of the newest events, of more and more
/// of them, until the time is over.
/// </summary>
sealed class Asker(IDbContextFactory<AuditDbContext> contexts, TimeProvider time, SqliteTextIndex? texts, TimeSpan patience)
{
    /// <summary>Among how many of the newest events a text is looked for that no index finds.</summary>
    internal const int TextWindow = 100_000;

    static readonly int[] Windows = [5_000, 50_000, 500_000, 5_000_000];

    public async Task<Answer> AskAsync(Asked asked, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(patience, time);
        using var half = new CancellationTokenSource(patience / 2, time);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(half.Token, cancellationToken);
        try
        {
            return await WithSourcesAsync(await WholeOrWindowAsync(asked, hurry.Token), cancellationToken);
        }
        catch (Exception) when (half.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What broke off may be told in any way; that it was told to break off is certain.
            using var last = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
            return await WithSourcesAsync(await NewestAsync(asked, end, last.Token, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("Nobody waits for the answer.", exception, cancellationToken);
        }
    }

    public async Task<Answer> AskWhollyAsync(Asked asked, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await WithSourcesAsync(await AnswerOf.WalkAsync(db, asked, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<SourceHealth>> SourcesAsync(IReadOnlyList<string> named, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var heard = await db.SourceHealth.AsNoTracking().OrderBy(s => s.Source).ToListAsync(cancellationToken);
        return named.Count == 0 ? heard : [.. heard.Where(s => named.Any(name => Names.Match(s.Source, name)))];
    }

    async Task<Answer> WithSourcesAsync(Answer answer, CancellationToken cancellationToken) =>
        answer with { Sources = await SourcesAsync(answer.Query.Sources, cancellationToken) };

    async Task<Answer> WholeOrWindowAsync(Asked asked, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (asked.Query.Texts.Count == 0) return await AnswerOf.WalkAsync(db, asked, cancellationToken);
        if (texts is not null && await TextSearch.AnswerAsync(db, texts, asked, cancellationToken) is { } found) return found;
        // What was done to one thing or by one person can be looked through whole.
        var isNamed = Walks.Of(asked.Query).All(walk => walk.IsNamed);
        var window = isNamed ? null : await InstantAsync(db, asked, TextWindow, cancellationToken);
        return window is { } since
            ? Cut(await AnswerOf.WalkAsync(db, asked.Since(since), cancellationToken), asked, new Cut(since, CutReason.Text))
            : await AnswerOf.WalkAsync(db, asked, cancellationToken);
    }

    async Task<Answer> NewestAsync(Asked asked, CancellationTokenSource end, CancellationToken hurry, CancellationToken cancellationToken)
    {
        var best = Cut(new Answer { Query = asked.Query }, asked, new Cut(asked.Last ?? time.GetUtcNow(), CutReason.Time));
        try
        {
            await using var db = await contexts.CreateDbContextAsync(hurry);
            foreach (var window in Windows)
            {
                if (await InstantAsync(db, asked, window, hurry) is not { } since) break;
                best = Cut(await AnswerOf.WalkAsync(db, asked.Since(since), hurry), asked, new Cut(since, CutReason.Time));
            }
        }
        catch (Exception) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is over; the last window that was looked through is the answer.
        }
        return best;
    }

    // When the event occurred behind so many newer ones, whatever they are.
    static Task<DateTimeOffset?> InstantAsync(AuditDbContext db, Asked asked, int newer, CancellationToken cancellationToken)
    {
        var all = LogReading.Of(db, new AuditQuery { Since = asked.Query.Since, Until = asked.Query.Until });
        return (asked.From is { } from ? all.Behind(from) : all).InstantAsync(newer, cancellationToken);
    }

    // A page goes on where looking ended, even if it is not full.
    static Answer Cut(Answer answer, Asked asked, Cut cut) => asked.IsFull(answer)
        ? answer with { Query = asked.Query }
        : answer with { Query = asked.Query, Cut = cut, Older = asked.Query.Shape == QueryShape.List ? new PageStart(cut.Since, 0) : null };
}
