using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Asking;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record;

/// <summary>Asks the log.</summary>
public sealed class Questions
{
    /// <summary>The most groups a counting answer lists.</summary>
    public const int MostTallies = 50;

    const int MostUnsure = 20;

    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly Asker asker;
    readonly Identities? identities;
    readonly bool withholds;

    internal Questions(IDbContextFactory<AuditDbContext> contexts, TimeProvider time, SqliteTextIndex? texts = null, Limits? limits = null, Identities? identities = null)
    {
        (this.contexts, this.identities) = (contexts, identities);
        asker = new Asker(contexts, time, texts, limits ?? new Limits());
    }

    Questions(Questions whole) => (contexts, asker, identities, withholds) = (whole.contexts, whole.asker, whole.identities, true);

    /// <summary>The same without what is sensitive, for who may not see that.</summary>
    internal Questions Withholding() => new(this);

    /// <summary>Who is who.</summary>
    public KnownPeople People => identities?.Known ?? KnownPeople.None;

    /// <summary>Reads a question as <see cref="Question.Parse"/> does; a word that looks misspelt is a name where the log knows it.</summary>
    /// <param name="text">The question as typed.</param>
    /// <param name="context">Who asks, when and where.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<Question> ReadAsync(string text, QuestionContext context, CancellationToken cancellationToken)
    {
        var (known, looked) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        while (true)
        {
            var unsure = new List<string>();
            var question = Question.Parse(text, context with { IsKnownName = word => IsKnown(word, unsure) });
            var found = unsure.Count == 0 ? [] : await asker.KnownNamesAsync(unsure, withholds, cancellationToken);
            if (found.Count == 0) return question;
            known.UnionWith(found);
        }

        bool IsKnown(string word, List<string> unsure)
        {
            if (known.Contains(word) || context.People.Asked(word) is not null) return true;
            if (looked.Count < MostUnsure && looked.Add(word)) unsure.Add(word);
            return false;
        }
    }

    /// <summary>Answers a question, within the time that a question may take: an answer that is not of everything says so.</summary>
    /// <param name="query">The question.</param>
    /// <param name="zone">The asker's time zone, in which days are counted.</param>
    /// <param name="pageSize">The most events on a page; a question for fewer (<c>last 5</c>) gets fewer.</param>
    /// <param name="from">Where the page begins; null for the newest.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Answer> AskAsync(AuditQuery query, TimeZoneInfo zone, int pageSize, PageStart? from, CancellationToken cancellationToken)
    {
        if (Shown(query) is not { } shown) return new Answer { Query = query, Withheld = true, Sources = await SourcesAsync(cancellationToken) };
        return Withheld(query, await asker.AskAsync(new Asked(shown, zone, pageSize, from) { People = People }, cancellationToken));
    }

    /// <summary>Answers a question from everything that it is about, however long that takes: for reports and exports.</summary>
    /// <param name="query">The question.</param>
    /// <param name="zone">The time zone in which days are counted.</param>
    /// <param name="most">The most events to list.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Answer> AskWhollyAsync(AuditQuery query, TimeZoneInfo zone, int most, CancellationToken cancellationToken) =>
        Shown(query) is { } shown ? Withheld(query, await asker.AskWhollyAsync(new Asked(shown, zone, most, null) { People = People }, cancellationToken)) : new Answer { Query = query, Withheld = true };

    // What somebody who may not see everything is answered: null for nothing at all.
    AuditQuery? Shown(AuditQuery query) => !withholds ? query : query.Sensitive == true ? null : query with { Sensitive = false };

    Answer Withheld(AuditQuery query, Answer answer) => !withholds ? answer : answer with { Query = query, Withheld = query.Sensitive is null };

    /// <summary>Every matching event, oldest first, streamed.</summary>
    public async IAsyncEnumerable<AuditEvent> StreamAsync(
        AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Shown(query) is not { } shown) yield break;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = db.Events.AsNoTracking().Where(shown.ToPredicate()).OrderBy(e => e.OccurredAt).ThenBy(e => e.Id);
        await foreach (var auditEvent in matching.AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return auditEvent;
    }

    /// <summary>Every event in the order in which it was recorded, streamed.</summary>
    public async IAsyncEnumerable<AuditEvent> StreamAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var auditEvent in Events(db).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return auditEvent;
    }

    IQueryable<AuditEvent> Events(AuditDbContext db) => withholds ? db.Events.AsNoTracking().Where(e => !e.Sensitive) : db.Events.AsNoTracking();

    /// <summary>One event by its id; null when there is none.</summary>
    public async Task<AuditEvent?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Events(db).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
    }

    /// <summary>The events of these ids that the log has, in their order.</summary>
    public async Task<IReadOnlyList<AuditEvent>> FindAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Events(db).Where(e => ids.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The redacted payload an event was read from; null when none was kept, or it may not be seen: other events of the delivery may be sensitive.</summary>
    public async Task<byte[]?> PayloadAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        if (withholds || auditEvent.PayloadId is not { } id) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await db.Payloads.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return kept is null ? null : PayloadCompression.Decompress(kept);
    }

    /// <summary>When each source was last heard, by name.</summary>
    public Task<IReadOnlyList<SourceHealth>> SourcesAsync(CancellationToken cancellationToken) => asker.SourcesAsync(cancellationToken);
}
