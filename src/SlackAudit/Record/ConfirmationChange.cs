using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One answer to the question whether something was them, or that there was none in time.</summary>
/// <param name="Confirmation">The row.</param>
/// <param name="IsLate">Whether it takes the place of "unanswered", which was told already.</param>
sealed record ConfirmationChange(Confirmation Confirmation, bool IsLate) : LogChange
{
    public const string Begin =
        "INSERT INTO confirmations (event_id, answer, answered_at) SELECT @p0, @p1, @p2 WHERE NOT EXISTS (SELECT 1 FROM confirmations WHERE event_id = @p0)";

    public const string Late = "UPDATE confirmations SET answer = @p1, answered_at = @p2 WHERE event_id = @p0 AND answer = '" + Confirmation.Unanswered + "'";

    public const string By = "UPDATE confirmations SET answered_by = @p1 WHERE event_id = @p0";

    public const string Because = "UPDATE confirmations SET reason = @p1 WHERE event_id = @p0";

    // Not ours: somebody else was faster, here or in another process.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        var c = Confirmation;
        if (await session.ExecuteAsync(IsLate ? Late : Begin, c.EventId, c.Answer, c.AnsweredAt) != 1) return false;
        if (c.AnsweredBy is { } by) await session.ExecuteAsync(By, c.EventId, by);
        if (c.Reason is { } reason) await session.ExecuteAsync(Because, c.EventId, reason);
        return true;
    }

    /// <summary>The event that says so: what was not confirmed is what somebody should look at.</summary>
    public AuditEvent ToEvent(AuditEvent asked, string summary) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = string.Create(CultureInfo.InvariantCulture, $"confirmation/{asked.Id}/{Guid.CreateVersion7(Confirmation.AnsweredAt):N}"),
        Action = IsLate ? Actions.Confirm + ".late" : Actions.Confirm,
        SourceAction = $"confirmation.{Confirmation.Answer}",
        Actor = Confirmation.AnsweredBy,
        ActorTrust = Confirmation.AnsweredBy is null ? ActorTrust.None : ActorTrust.Verified,
        Target = asked.Id.ToString(CultureInfo.InvariantCulture),
        TargetType = "event",
        Outcome = Confirmation.Answer == Confirmation.Unanswered ? Outcome.Unknown : Outcome.Success,
        Sensitive = Confirmation.Answer != Confirmation.Yes,
        OccurredAt = Confirmation.AnsweredAt,
        Correlation = References.Join(References.To(asked)),
        Summary = summary,
    };
}
