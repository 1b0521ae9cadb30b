namespace SlackAudit.Record.Messages;

/// <summary>A message that somebody edits now: nobody else does until the lease ends.</summary>
/// <param name="Id">The notification whose message it is.</param>
/// <param name="Seen">When it was to be edited; another time means that somebody else has it.</param>
/// <param name="Until">The end of the lease.</param>
sealed record EditLease(long Id, DateTimeOffset Seen, DateTimeOffset Until) : LogChange
{
    public const string Statement = "UPDATE notifications SET edit_due_at = @p2 WHERE id = @p0 AND edit_due_at = @p1";

    public override async Task<bool> TakeAsync(LogSession session) => await session.ExecuteAsync(Statement, Id, Seen, Until) == 1;
}

/// <summary>A message that was edited, or could not be.</summary>
/// <param name="Lease">What was taken before.</param>
/// <param name="Revision">What it was edited to; when it tells more meanwhile, it is to be edited again.</param>
/// <param name="At">Now.</param>
/// <param name="Again">When that would be.</param>
sealed record Edited(EditLease Lease, int Revision, DateTimeOffset At, DateTimeOffset Again) : LogChange
{
    /// <summary>The message as it is now, JSON.</summary>
    public required string Message { get; init; }

    /// <summary>When it is to be edited even if nothing changes; null for never.</summary>
    public DateTimeOffset? Next { get; init; }

    public static string Statement(bool hasNext) =>
        $"UPDATE notifications SET edited_at = @p2, message = @p3, edit_due_at = CASE WHEN revision = @p4 THEN {(hasNext ? "@p6" : "NULL")} ELSE @p5 END WHERE id = @p0 AND edit_due_at = @p1";

    public override async Task<bool> TakeAsync(LogSession session)
    {
        object[] values = [Lease.Id, Lease.Until, At, Message, Revision, Again];
        return await session.ExecuteAsync(Statement(Next is not null), Next is { } next ? [.. values, next] : values) == 1;
    }
}

/// <summary>A message that is gone from its channel, so that it is owed again: the channel tells it anew, in its turn.</summary>
/// <param name="Lease">What was taken before.</param>
/// <param name="At">Now.</param>
/// <param name="Next">When it is to be edited even if nothing changes; null for never.</param>
sealed record EditedTooLate(EditLease Lease, DateTimeOffset At, DateTimeOffset? Next) : LogChange
{
    const string Reason = "Its message was deleted in Slack, or can no longer be changed; it is posted anew.";

    // What joined it stays with it, and the channel that Slack answered says that it was posted once.
    public static string Statement(bool hasNext) =>
        $"UPDATE notifications SET state = 'waiting', due_at = @p2, slack_ts = NULL, may_repeat = @p3, reason = @p4, edit_due_at = {(hasNext ? "@p5" : "NULL")} WHERE id = @p0 AND edit_due_at = @p1 AND state = 'posted'";

    public override async Task<bool> TakeAsync(LogSession session)
    {
        object[] values = [Lease.Id, Lease.Until, At, false, Reason];
        return await session.ExecuteAsync(Statement(Next is not null), Next is { } next ? [.. values, next] : values) == 1;
    }
}

/// <summary>A message that is to be edited later, because that could not be done now; or never, because it cannot be.</summary>
/// <param name="Lease">What was taken before.</param>
/// <param name="Again">When it is tried again; null for never.</param>
sealed record EditPutOff(EditLease Lease, DateTimeOffset? Again) : LogChange
{
    public static string Statement(bool isLater) => $"UPDATE notifications SET edit_due_at = {(isLater ? "@p2" : "NULL")} WHERE id = @p0 AND edit_due_at = @p1";

    public override async Task<bool> TakeAsync(LogSession session) =>
        await session.ExecuteAsync(Statement(Again is not null), Again is { } again ? [Lease.Id, Lease.Until, again] : [Lease.Id, Lease.Until]) == 1;
}

/// <summary>A message whose thing has changed, though what changed has a message of its own.</summary>
/// <param name="Id">The notification whose message it is.</param>
/// <param name="EditDueAt">When it is to be edited.</param>
/// <param name="LivesUntil">Until when others may join.</param>
sealed record Overtaken(long Id, DateTimeOffset EditDueAt, DateTimeOffset LivesUntil) : LogChange
{
    public override async Task<bool> TakeAsync(LogSession session) => await session.ExecuteAsync(Joining.Told, Id, EditDueAt, LivesUntil) == 1;
}
