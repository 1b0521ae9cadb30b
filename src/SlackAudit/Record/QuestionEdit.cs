namespace SlackAudit.Record;

/// <summary>A question's message says what came of it.</summary>
/// <param name="Notification">The question.</param>
/// <param name="Message">The message as it is now, JSON; null where it could not be edited and never can.</param>
/// <param name="At">When it was edited.</param>
sealed record QuestionEdit(long Notification, string? Message, DateTimeOffset At) : LogChange
{
    public const string Edited = "UPDATE notifications SET edited_at = @p1, revision = revision + 1 WHERE id = @p0";

    public const string Says = "UPDATE notifications SET message = @p1 WHERE id = @p0";

    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (await session.ExecuteAsync(Edited, Notification, At) != 1) return false;
        if (Message is not null) await session.ExecuteAsync(Says, Notification, Message);
        return true;
    }
}
