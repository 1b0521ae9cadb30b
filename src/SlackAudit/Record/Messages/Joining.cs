namespace SlackAudit.Record.Messages;

/// <summary>Notifications that become part of a message, so that nobody sends them by themselves.</summary>
/// <param name="Head">The message they become part of.</param>
/// <param name="At">Now.</param>
sealed record Joining(Notification Head, DateTimeOffset At) : LogChange
{
    /// <summary>Which ones, among those that the channel is owed: a condition of columns, its parameters from <c>@p4</c> on.</summary>
    public required string Which { get; init; }

    /// <summary>The values of its parameters.</summary>
    public required IReadOnlyList<object> Values { get; init; }

    /// <summary>When the message is to be edited, unless it is to be earlier.</summary>
    public required DateTimeOffset EditDueAt { get; init; }

    /// <summary>Until when others may join.</summary>
    public required DateTimeOffset LivesUntil { get; init; }

    /// <summary>What is owed in its thread.</summary>
    public IReadOnlyList<Notification> Replies { get; init; } = [];

    /// <summary>How many joined.</summary>
    public int Joined { get; private set; }

    /// <summary>Those of one kind that belong to no thing with a message of its own.</summary>
    public const string OfKind = """
        kind = @p4 AND due_at <= @p1 AND state = 'pending' AND (thing IS NULL OR NOT EXISTS (
            SELECT 1 FROM notifications earlier WHERE earlier.channel = @p2 AND earlier.thing = notifications.thing AND earlier.id < notifications.id AND earlier.state = 'posted'))
        """;

    /// <summary>Those of one thing and kind, up to a place in the outbox.</summary>
    public const string OfThing = "thing = @p4 AND kind = @p5 AND id <= @p6 AND state = 'pending'";

    /// <summary>What is not sensitive, of kinds in a range, up to a place in the outbox and owed since before an instant.</summary>
    public const string Summed = """
        kind >= @p4 AND kind < @p5 AND id <= @p6 AND created_at <= @p7 AND about = 'event' AND sensitive = @p8 AND may_repeat = @p8
        AND (state = 'waiting' OR state = 'pending' AND due_at <= @p1)
        """;

    // What was posted once stays by itself: others may be part of it. Nothing joins what will not be told: somebody may have dropped it a moment ago.
    public static string Statement(string which) => $"""
        UPDATE notifications SET state = 'joined', part_of = @p0, due_at = @p1 WHERE channel = @p2 AND id <> @p3 AND slack_channel IS NULL AND {which}
        AND EXISTS (SELECT 1 FROM notifications head WHERE head.id = @p0 AND head.state NOT IN ('failed', 'muted', 'dropped'))
        """;

    // The edit that tells the end of a summary is put forward; one that is due or being made stays as it is.
    public const string Told = """
        UPDATE notifications SET revision = revision + 1, lives_until = @p2,
            edit_due_at = CASE WHEN edit_due_at IS NULL OR edit_due_at = lives_until THEN @p1 ELSE edit_due_at END WHERE id = @p0
        """;

    public override async Task<bool> TakeAsync(LogSession session)
    {
        Joined = await session.ExecuteAsync(Statement(Which), [Head.Id, At, Head.Channel, Head.Id, .. Values]);
        if (Joined > 0) await session.ExecuteAsync(Told, Head.Id, EditDueAt, LivesUntil);
        return Joined > 0;
    }
}
