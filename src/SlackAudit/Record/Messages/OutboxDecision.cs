using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record.Messages;

/// <summary>What a person decides about one message of the outbox: that it is sent again, or never.</summary>
/// <param name="Notification">The message as they saw it.</param>
/// <param name="Reason">Why it is never sent; null when it is sent again.</param>
/// <param name="By">Who decides; null where that is not known.</param>
/// <param name="Address">From where; null where that is not known.</param>
/// <param name="At">Now.</param>
sealed record OutboxDecision(Notification Notification, string? Reason, string? By, string? Address, DateTimeOffset At) : LogChange
{
    /// <summary>What is recorded of it.</summary>
    public const string Action = Actions.Policy + ".notification";

    public const string Replay = "UPDATE notifications SET state = 'pending', due_at = @p1, reason = NULL WHERE id = @p0 AND state IN ('failed', 'dropped')";

    public const string Drop = "UPDATE notifications SET state = 'dropped', due_at = @p1, reason = @p2 WHERE id = @p0 AND state IN ('failed', 'pending', 'waiting')";

    string Who => By ?? "somebody";

    public override async Task<bool> TakeAsync(LogSession session) =>
        await (Reason is null ? session.ExecuteAsync(Replay, Notification.Id, At) : session.ExecuteAsync(Drop, Notification.Id, At, $"Dropped by {Who}: {Reason}")) == 1;

    /// <summary>The event that says so: what is not told must be known to have been decided.</summary>
    public AuditEvent ToEvent() => new()
    {
        Source = OwnSource.Name,
        SourceEventId = string.Create(CultureInfo.InvariantCulture, $"notification/{Guid.CreateVersion7(At):N}"),
        Action = Action,
        SourceAction = Reason is null ? "notification.replayed" : "notification.dropped",
        Actor = By,
        // Whoever is known and comes over the network has signed in.
        ActorTrust = By is null ? ActorTrust.None : Address is null ? ActorTrust.Asserted : ActorTrust.Verified,
        Target = Notification.Id.ToString(CultureInfo.InvariantCulture),
        TargetType = "notification",
        ClientAddress = Address,
        Outcome = Outcome.Success,
        Sensitive = true,
        OccurredAt = At,
        Summary = string.Create(CultureInfo.InvariantCulture, $"{Who} {(Reason is null ? "had sent again" : "dropped")} the message {Notification.Id} to {Notification.Channel}{(Notification.EventId is { } id ? $" about event {id}" : "")}{(Reason is null ? "" : $": {Reason}")}"),
    };
}
