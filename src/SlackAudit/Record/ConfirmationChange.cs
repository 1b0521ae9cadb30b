using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>
/// One answer to the question whether something was them, or that there was none in time. It is the answer for all that had joined the
/// question when it was read; what joined later is asked by itself.
/// </summary>
/// <param name="Question">The question.</param>
/// <param name="Confirmation">The row.</param>
/// <param name="IsLate">Whether it takes the place of "unanswered", which was told already.</param>
/// <param name="UpTo">The last event that it is about.</param>
sealed record ConfirmationChange(Notification Question, Confirmation Confirmation, bool IsLate, long UpTo) : LogChange
{
    public const string Begin =
        "INSERT INTO confirmations (event_id, answer, answered_at) SELECT @p0, @p1, @p2 WHERE NOT EXISTS (SELECT 1 FROM confirmations WHERE event_id = @p0)";

    public const string Late = "UPDATE confirmations SET answer = @p1, answered_at = @p2 WHERE event_id = @p0 AND answer = '" + Confirmation.Unanswered + "'";

    public const string By = "UPDATE confirmations SET answered_by = @p1 WHERE event_id = @p0";

    public const string Because = "UPDATE confirmations SET reason = @p1 WHERE event_id = @p0";

    /// <summary>Takes "unanswered" from all that joined a question.</summary>
    public const string Forget =
        "DELETE FROM confirmations WHERE answer = '" + Confirmation.Unanswered + "' AND event_id IN (SELECT event_id FROM notifications WHERE part_of = @p0 AND about = 'question')";

    /// <summary>Gives what joined a question, up to an event, its answer, as far as there is one.</summary>
    public const string Inherit =
        "INSERT INTO confirmations (event_id, answer, answered_by, reason, answered_at) "
        + "SELECT n.event_id, c.answer, c.answered_by, c.reason, c.answered_at FROM notifications n INNER JOIN confirmations c ON c.event_id = @p1 "
        + "WHERE n.part_of = @p0 AND n.about = 'question' AND n.event_id <= @p2 AND NOT EXISTS (SELECT 1 FROM confirmations d WHERE d.event_id = n.event_id)";

    /// <summary>Has what joined a question after an event asked by itself.</summary>
    public const string Release =
        "UPDATE notifications SET state = 'pending', part_of = NULL, due_at = @p2 WHERE part_of = @p0 AND about = 'question' AND state = 'joined' AND event_id > @p1";

    /// <summary>Has the question's message edited.</summary>
    public const string Edit = "UPDATE notifications SET revision = revision + 1, edit_due_at = @p1 WHERE id = @p0";

    // Not ours: somebody else was faster, here or in another process.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        var c = Confirmation;
        if (await session.ExecuteAsync(IsLate ? Late : Begin, c.EventId, c.Answer, c.AnsweredAt) != 1) return false;
        if (c.AnsweredBy is { } by) await session.ExecuteAsync(By, c.EventId, by);
        if (c.Reason is { } reason) await session.ExecuteAsync(Because, c.EventId, reason);
        if (IsLate) await session.ExecuteAsync(Forget, Question.Id);
        await session.ExecuteAsync(Inherit, Question.Id, c.EventId, UpTo);
        await session.ExecuteAsync(Release, Question.Id, UpTo, c.AnsweredAt);
        await session.ExecuteAsync(Edit, Question.Id, c.AnsweredAt);
        return true;
    }

    /// <summary>The event that says so: what was not confirmed is what somebody should look at.</summary>
    /// <param name="asked">The events that it is about, the one that was asked about first.</param>
    /// <param name="summary">Its summary.</param>
    public AuditEvent ToEvent(IReadOnlyList<AuditEvent> asked, string summary) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = string.Create(CultureInfo.InvariantCulture, $"confirmation/{Confirmation.EventId}/{Guid.CreateVersion7(Confirmation.AnsweredAt):N}"),
        Action = IsLate ? Actions.Confirm + ".late" : Actions.Confirm,
        SourceAction = $"confirmation.{Confirmation.Answer}",
        Actor = Confirmation.AnsweredBy,
        ActorTrust = Confirmation.AnsweredBy is null ? ActorTrust.None : ActorTrust.Verified,
        Target = Confirmation.EventId.ToString(CultureInfo.InvariantCulture),
        TargetType = "event",
        Outcome = Confirmation.Answer == Confirmation.Unanswered ? Outcome.Unknown : Outcome.Success,
        Sensitive = Confirmation.Answer != Confirmation.Yes,
        OccurredAt = Confirmation.AnsweredAt,
        Correlation = References.Join(asked.Select(References.To)),
        Summary = summary,
    };
}
