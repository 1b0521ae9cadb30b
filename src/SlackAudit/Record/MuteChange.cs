using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>A mute that begins, or ends before its time.</summary>
/// <param name="Mute">The row; for an end, the row that goes.</param>
/// <param name="IsSet">Whether it begins.</param>
/// <param name="By">Who says so; null where that is not known.</param>
/// <param name="At">When.</param>
/// <param name="EventId">The source event id of the event that says so: what is recorded is done.</param>
sealed record MuteChange(Mute Mute, bool IsSet, string? By, DateTimeOffset At, string EventId) : LogChange
{
    public const string Action = Actions.Policy + ".mute";

    public const string Insert = "INSERT INTO mutes (id, until, reason, muted_at) VALUES (@p0, @p1, @p2, @p3)";

    public const string SetRule = "UPDATE mutes SET \"rule\" = @p1 WHERE id = @p0";

    public const string SetQuestion = "UPDATE mutes SET question = @p1 WHERE id = @p0";

    public const string SetMutedBy = "UPDATE mutes SET muted_by = @p1 WHERE id = @p0";

    public const string Delete = "DELETE FROM mutes WHERE id = @p0";

    public const string Forget = "DELETE FROM mutes WHERE until < @p0";

    // Each is an event of the log; the rows are there for what is told now.
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Not ours: it has gone meanwhile.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (!IsSet) return await session.ExecuteAsync(Delete, Mute.Id) == 1;
        await session.ExecuteAsync(Forget, At - Kept);
        await session.ExecuteAsync(Insert, Mute.Id, Mute.Until, Mute.Reason, Mute.MutedAt);
        if (Mute.Rule is { } rule) await session.ExecuteAsync(SetRule, Mute.Id, rule);
        if (Mute.Question is { } question) await session.ExecuteAsync(SetQuestion, Mute.Id, question);
        if (Mute.MutedBy is { } by) await session.ExecuteAsync(SetMutedBy, Mute.Id, by);
        return true;
    }

    /// <summary>The event that says so: who mutes something weakens the watching, so somebody should look.</summary>
    public AuditEvent ToEvent(ActorTrust trust)
    {
        var until = Mute.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var what = Mute.Question is { } question ? $"“{question}”" : $"the rule {Mute.Rule}";
        return new AuditEvent
        {
            Source = OwnSource.Name,
            SourceEventId = EventId,
            Action = Action,
            SourceAction = IsSet ? "mute.set" : "mute.lifted",
            Actor = By,
            ActorTrust = By is null ? ActorTrust.None : trust,
            Target = Mute.Rule ?? Mute.Question,
            TargetType = Mute.Rule is null ? "question" : "rule",
            Outcome = Outcome.Success,
            Sensitive = true,
            OccurredAt = At,
            Summary = IsSet ? $"{By ?? "somebody"} muted {what} until {until}: {Mute.Reason}" : $"{By ?? "somebody"} lifted the mute of {what} that {Mute.MutedBy ?? "somebody"} had set until {until}",
        };
    }
}
