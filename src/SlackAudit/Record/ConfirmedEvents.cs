using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>What came of asking people whether something was them. Each answer is an event of the log, in the same transaction, and is taken once.</summary>
public sealed class ConfirmedEvents
{
    const int LongestName = 256;
    const int LongestReason = 500;

    // The keys of questions, by the index that makes keys unique.
    const string FirstKey = "question:";
    const string AfterKeys = "question;";

    static readonly TimeSpan WorthEditing = TimeSpan.FromDays(1);

    readonly LogWriter writer;
    readonly IDbContextFactory<AuditDbContext> contexts;

    internal ConfirmedEvents(LogWriter writer, IDbContextFactory<AuditDbContext> contexts) => (this.writer, this.contexts) = (writer, contexts);

    /// <summary>What came of asking about an event; null while nothing has.</summary>
    public async Task<Confirmation?> FindAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Confirmations.AsNoTracking().SingleOrDefaultAsync(c => c.EventId == eventId, cancellationToken);
    }

    /// <summary>What came of asking about some events, by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, Confirmation>> OfAsync(IReadOnlyCollection<long> eventIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Confirmations.AsNoTracking().Where(c => eventIds.Contains(c.EventId)).ToDictionaryAsync(c => c.EventId, cancellationToken);
    }

    /// <summary>The question about an event; null where none was asked.</summary>
    public async Task<Notification?> QuestionAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().FirstOrDefaultAsync(n => n.EventId == eventId && n.About == NotificationAbout.Question, cancellationToken);
    }

    /// <summary>The questions that nobody has answered and that were not given up.</summary>
    public async Task<IReadOnlyList<Notification>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Questions(db).Where(n => !db.Confirmations.Any(c => c.EventId == n.EventId)).OrderBy(n => n.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The questions whose message does not say yet what came of them in the last day.</summary>
    public async Task<IReadOnlyList<Notification>> UneditedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - WorthEditing;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var unedited = from question in Questions(db)
                       join confirmation in db.Confirmations on question.EventId equals confirmation.EventId
                       where question.State == NotificationState.Posted && confirmation.AnsweredAt >= since && question.DueAt < confirmation.AnsweredAt
                           && (question.EditedAt == null || question.EditedAt < confirmation.AnsweredAt)
                       orderby question.Id
                       select question;
        return await unedited.ToListAsync(cancellationToken);
    }

    /// <summary>Takes an answer, unless there is one already, and records the event that says so.</summary>
    /// <param name="asked">The event that was asked about.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="isLate">Whether it was given up before: then this takes the place of that.</param>
    /// <param name="summary">The event's summary.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it was taken; if not, somebody was faster.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<bool> TakeAsync(AuditEvent asked, Confirmation answer, bool isLate, string summary, CancellationToken cancellationToken)
    {
        var kept = answer with
        {
            AnsweredBy = Redaction.Redact.Field(answer.AnsweredBy, LongestName),
            Reason = Redaction.Redact.Field(answer.Reason, LongestReason),
            AnsweredAt = Instants.Truncate(answer.AnsweredAt),
        };
        var change = new ConfirmationChange(kept, isLate);
        var said = Redaction.Redact.Event(change.ToEvent(asked, summary));
        return (await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = change, Events = [said] }, cancellationToken)).Taken;
    }

    /// <summary>Notes that a question's message says what came of it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="message">The message as it is now, JSON; null where it cannot be edited any more.</param>
    /// <param name="at">When it was edited.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task EditedAsync(Notification question, string? message, DateTimeOffset at, CancellationToken cancellationToken) =>
        writer.CommitAsync(new LogWork { Change = new QuestionEdit(question.Id, message, Instants.Truncate(at)) }, cancellationToken);

    static IQueryable<Notification> Questions(AuditDbContext db) => db.Notifications.AsNoTracking()
        .Where(n => n.Key.CompareTo(FirstKey) >= 0 && n.Key.CompareTo(AfterKeys) < 0 && n.About == NotificationAbout.Question && n.EventId != null);
}
