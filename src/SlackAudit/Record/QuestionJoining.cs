using SlackAudit.Record.Messages;

namespace SlackAudit.Record;

/// <summary>Questions that become part of another one, whose answer is theirs; about the same thing even if it was given already.</summary>
/// <param name="Joining">Which ones, and of which question.</param>
sealed record QuestionJoining(Joining Joining) : LogChange
{
    /// <summary>Those of one kind or one thing that nobody has begun to ask; of a kind only while nobody has answered, since who answered saw what was asked by then.</summary>
    public const string Alike = """
        about = 'question' AND (kind = @p4 AND NOT EXISTS (SELECT 1 FROM confirmations WHERE event_id = @p6) OR thing = @p5)
        AND id > @p3 AND due_at <= @p1 AND state = 'pending'
        """;

    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (!await Joining.TakeAsync(session)) return false;
        await session.ExecuteAsync(ConfirmationChange.Inherit, Joining.Head.Id, Joining.Head.EventId!.Value, long.MaxValue);
        return true;
    }
}
