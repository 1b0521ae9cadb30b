using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>A rule that begins or ends.</summary>
/// <param name="Subscription">The row; for an end, the row that goes.</param>
/// <param name="IsMade">Whether it begins.</param>
/// <param name="By">Who says so; null where that is not known.</param>
/// <param name="At">When.</param>
/// <param name="EventId">The source event id of the event that says so: what is recorded is done.</param>
sealed record SubscriptionChange(Subscription Subscription, bool IsMade, string? By, DateTimeOffset At, string EventId) : LogChange
{
    public const string Action = Actions.Policy + ".subscription";

    public const string Insert =
        "INSERT INTO subscriptions (name, question, channel, made_at) SELECT @p0, @p1, @p2, @p3 WHERE NOT EXISTS (SELECT 1 FROM subscriptions WHERE name = @p0)";

    public const string SetQuietHours = "UPDATE subscriptions SET quiet_hours = @p1 WHERE name = @p0";

    public const string SetMadeBy = "UPDATE subscriptions SET made_by = @p1 WHERE name = @p0";

    public const string Delete = "DELETE FROM subscriptions WHERE name = @p0 AND made_at = @p1";

    // Not ours: there is one of that name already, or it has gone meanwhile.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (!IsMade) return await session.ExecuteAsync(Delete, Subscription.Name, Subscription.MadeAt) == 1;
        if (await session.ExecuteAsync(Insert, Subscription.Name, Subscription.Question, Subscription.Channel, Subscription.MadeAt) != 1) return false;
        if (Subscription.QuietHours is { } quiet) await session.ExecuteAsync(SetQuietHours, Subscription.Name, quiet);
        if (Subscription.MadeBy is { } by) await session.ExecuteAsync(SetMadeBy, Subscription.Name, by);
        return true;
    }

    /// <summary>The event that says so: what is told to whom is part of the watching, so somebody should look.</summary>
    public AuditEvent ToEvent(ActorTrust trust) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = EventId,
        Action = Action,
        SourceAction = IsMade ? "subscription.made" : "subscription.ended",
        Actor = By,
        ActorTrust = By is null ? ActorTrust.None : trust,
        Target = Subscription.Name,
        TargetType = "rule",
        Outcome = Outcome.Success,
        Sensitive = true,
        OccurredAt = At,
        Summary = $"{By ?? "somebody"} {(IsMade ? "subscribed" : "unsubscribed")} {Subscription.Channel} {(IsMade ? "to" : "from")} “{Subscription.Question}” (rule {Subscription.Name}{(Subscription.QuietHours is null ? "" : $", quiet {Subscription.QuietHours}")})",
    };
}
