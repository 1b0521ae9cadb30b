using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record.Asking;

/// <summary>
/// Answers a question whole where it can in the time there is. Where it cannot, it asks the same of the newest events, of more and more
/// of them, until the time is over.
/// </summary>
sealed class Asker(IDbContextFactory<AuditDbContext> contexts, TimeProvider time, SqliteTextIndex? texts, Limits limits)
{
    public async Task<Answer> AskAsync(Asked asked, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(limits.Time, time);
        using var half = new CancellationTokenSource(limits.Time / 2, time);
        try
        {
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(half.Token, cancellationToken);
            return await ExplainedAsync(await WholeAsync(asked, hurry.Token), asked, cancellationToken);
        }
        catch (Exception) when (half.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What breaks off may say so in any way; that it was told to is certain.
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
            return await ExplainedAsync(await NewestAsync(asked, end, hurry.Token, cancellationToken), asked, cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("Nobody waits for the answer.", exception, cancellationToken);
        }
    }

    public async Task<Answer> AskWhollyAsync(Asked asked, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ExplainedAsync(await AnswerOf.WalkAsync(db, asked, cancellationToken), asked, cancellationToken);
    }

    public async Task<IReadOnlyList<SourceHealth>> SourcesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SourcesAsync(db, [], cancellationToken);
    }

    // What explains an answer, an empty one above all: who was heard when, and what is there no more.
    async Task<Answer> ExplainedAsync(Answer answer, Asked asked, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return answer with
        {
            People = asked.People,
            Sources = await SourcesAsync(db, answer.Query.Sources, cancellationToken),
            PrunedUntil = await PrunedEvents.UntilAsync(db, answer, cancellationToken),
            Gaps = answer.IsEmpty ? await new SourceGaps(db, time.GetUtcNow()).OfAsync(answer.Query, cancellationToken) : [],
            Unknown = answer.IsEmpty ? await UnknownAsync(db, answer.Query, cancellationToken) : [],
        };
    }

    /// <summary>Which of some words are names that the log knows.</summary>
    public async Task<IReadOnlyList<string>> KnownNamesAsync(IReadOnlyList<string> words, bool withholds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = new LogNames(db, withholds);
        var known = new List<string>();
        foreach (var word in words)
            if (await names.KnowAsync(word, cancellationToken)) known.Add(word);
        return known;
    }

    // Beside the answer, never in its way.
    async Task<IReadOnlyList<UnknownName>> UnknownAsync(AuditDbContext db, AuditQuery query, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limits.Beside, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await new LogNames(db, withholds: query.Sensitive == false).UnknownAsync(query, either.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    static async Task<IReadOnlyList<SourceHealth>> SourcesAsync(AuditDbContext db, IReadOnlyList<string> named, CancellationToken cancellationToken)
    {
        var heard = await db.SourceHealth.AsNoTracking().OrderBy(s => s.Source).ToListAsync(cancellationToken);
        return named.Count == 0 ? heard : [.. heard.Where(s => named.Any(name => Names.Match(s.Source, name)))];
    }

    async Task<Answer> WholeAsync(Asked asked, CancellationToken hurry)
    {
        await using var db = await contexts.CreateDbContextAsync(hurry);
        if (asked.Query.Texts.Count == 0) return await AnswerOf.WalkAsync(db, asked, hurry);
        var looked = Looked(db, asked);
        if (texts is not null && await TextSearch.AnswerAsync(db, texts, looked, asked, limits.Few, hurry) is { } found) return found;
        return await looked.InstantAsync(limits.TextWindow, hurry) is { } since
            ? Cut(await AnswerOf.WalkAsync(db, asked.Since(since), hurry), asked, new Cut(since, CutReason.Text))
            : await AnswerOf.WalkAsync(db, asked, hurry);
    }

    async Task<Answer> NewestAsync(Asked asked, CancellationTokenSource end, CancellationToken hurry, CancellationToken cancellationToken)
    {
        var best = Cut(new Answer { Query = asked.Query }, asked, new Cut(asked.Last ?? time.GetUtcNow(), CutReason.Time));
        try
        {
            await using var db = await contexts.CreateDbContextAsync(hurry);
            foreach (var window in limits.Windows)
            {
                if (await Looked(db, asked).InstantAsync(window, hurry) is not { } since) return await AnswerOf.WalkAsync(db, asked, hurry);
                best = Cut(await AnswerOf.WalkAsync(db, asked.Since(since), hurry), asked, new Cut(since, CutReason.Time));
            }
        }
        catch (Exception) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is over: the answer is what was found by then.
        }
        return best;
    }

    // What is looked at for the answer, newest first.
    static LogReading Looked(AuditDbContext db, Asked asked)
    {
        var seeks = LogReading.Seeks(db, asked.Query);
        return asked.From is { } from ? seeks.Behind(from) : seeks;
    }

    // A page goes on where looking ended, even if it is not full.
    static Answer Cut(Answer answer, Asked asked, Cut cut) => asked.IsFull(answer)
        ? answer with { Query = asked.Query }
        : answer with { Query = asked.Query, Cut = cut, Older = asked.Query.Shape == QueryShape.List ? new PageStart(cut.Since, 0) : null };
}
