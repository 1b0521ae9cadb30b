using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Messages;

namespace SlackAudit.Record;

/// <summary>What came of asking people whether something was them. Each answer is an event of the log, in the same transaction, and is taken once.</summary>
public sealed class ConfirmedEvents
{
    const int LongestName = 256;
    const int LongestReason = 500;

    // The keys of questions, by the index that makes keys unique.
    const string FirstKey = "question:";
    const string AfterKeys = "question;";

    readonly LogWriter writer;
    readonly IDbContextFactory<AuditDbContext> contexts;

    internal ConfirmedEvents(LogWriter writer, IDbContextFactory<AuditDbContext> contexts) => (this.writer, this.contexts) = (writer, contexts);

    /// <summary>What came of asking about an event; null while nothing has.</summary>
    public async Task<Confirmation?> FindAsync(long eventId, CancellationToken cancellationToken) =>
        (await OfAsync([eventId], cancellationToken)).GetValueOrDefault(eventId);

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

    /// <summary>The last of the events that joined a question; null for none.</summary>
    public async Task<long?> LastJoinedAsync(Notification question, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.Where(n => n.PartOf == question.Id && n.About == NotificationAbout.Question).MaxAsync(n => n.EventId, cancellationToken);
    }

    /// <summary>The events up to one that joined a question and share its answer, in their order.</summary>
    public async Task<IReadOnlyList<AuditEvent>> JoinedAsync(Notification question, long upTo, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = db.Notifications.Where(n => n.PartOf == question.Id && n.About == NotificationAbout.Question && n.EventId <= upTo).OrderBy(n => n.EventId).Take(most).Select(n => n.EventId);
        return await db.Events.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The questions that nobody has answered and that were not given up, save those that joined another.</summary>
    public async Task<IReadOnlyList<Notification>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
#pragma warning disable CA1309 // The database compares, by the column's collation, which is ordinal.
        return await db.Notifications.AsNoTracking()
            .Where(n => string.Compare(n.Key, FirstKey) >= 0 && string.Compare(n.Key, AfterKeys) < 0)
            .Where(n => n.EventId != null && n.State != NotificationState.Joined && !db.Confirmations.Any(c => c.EventId == n.EventId))
            .OrderBy(n => n.Id).ToListAsync(cancellationToken);
#pragma warning restore CA1309
    }

    /// <summary>Has a question that is owed join one that was asked before in the same place: about the same thing, or lately about something alike and still open.</summary>
    /// <param name="owed">The question, with others like it.</param>
    /// <param name="since">Since when something alike must have been asked.</param>
    /// <param name="editDue">When the other's message is to be edited.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it joined one, so that it is not to be asked by itself.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<bool> JoinAsync(Notification owed, DateTimeOffset since, Func<Notification, DateTimeOffset> editDue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var same = await SameAsync(owed, cancellationToken);
        if ((same ?? await AlikeAsync(owed, since, cancellationToken)) is not { } head) return false;
        var joining = new Joining(head, now)
        {
            Which = QuestionJoining.Alike,
            Values = [same is null ? owed.Kind! : "", same is null ? "" : owed.Thing!, head.EventId!.Value],
            EditDueAt = editDue(head),
            LivesUntil = head.LivesUntil ?? now,
        };
        return (await writer.CommitAsync(new LogWork { Change = new QuestionJoining(joining) }, cancellationToken)).Taken;
    }

    /// <summary>Takes an answer, unless there is one already, and records the event that says so.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asked">The events that it is about, the one that was asked about first; what joined the question later is asked by itself.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="isLate">Whether it was given up before: then this takes the place of that.</param>
    /// <param name="summary">The event's summary.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it was taken; if not, somebody was faster.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<bool> TakeAsync(Notification question, IReadOnlyList<AuditEvent> asked, Confirmation answer, bool isLate, string summary, CancellationToken cancellationToken)
    {
        var kept = answer with
        {
            AnsweredBy = Redaction.Redact.Field(answer.AnsweredBy, LongestName),
            Reason = Redaction.Redact.Field(answer.Reason, LongestReason),
            AnsweredAt = Instants.Truncate(answer.AnsweredAt),
        };
        var change = new ConfirmationChange(question, kept, isLate, asked.Max(e => e.Id));
        var said = Redaction.Redact.Event(change.ToEvent(asked, summary));
        return (await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = change, Events = [said] }, cancellationToken)).Taken;
    }

    // About the same thing, whenever that was and whatever came of it.
    async Task<Notification?> SameAsync(Notification owed, CancellationToken cancellationToken)
    {
        if (owed.Thing is null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var same = await Earlier(db, owed).FirstOrDefaultAsync(n => n.Thing == owed.Thing && (n.State == NotificationState.Posted || n.State == NotificationState.Joined), cancellationToken);
        return same?.PartOf is { } head ? await db.Notifications.AsNoTracking().FirstOrDefaultAsync(n => n.Id == head, cancellationToken) : same;
    }

    async Task<Notification?> AlikeAsync(Notification owed, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (owed.Kind is null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Earlier(db, owed).FirstOrDefaultAsync(
            n => n.Kind == owed.Kind && n.State == NotificationState.Posted && n.DueAt > since && !db.Confirmations.Any(c => c.EventId == n.EventId), cancellationToken);
    }

    static IQueryable<Notification> Earlier(AuditDbContext db, Notification owed) => db.Notifications.AsNoTracking()
        .Where(n => n.Channel == owed.Channel && n.Id < owed.Id && n.About == NotificationAbout.Question).OrderByDescending(n => n.Id);
}
