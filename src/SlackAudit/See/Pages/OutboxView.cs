using SlackAudit.Record;

namespace SlackAudit.See.Pages;

/// <summary>What the page of the outbox shows.</summary>
/// <param name="Failed">What could not be posted and is not tried again.</param>
/// <param name="Owed">What is being sent, waits, or has not been tried.</param>
/// <param name="Dropped">What somebody decided not to send.</param>
/// <param name="Standing">How much there is in all.</param>
public sealed record OutboxView(IReadOnlyList<Notification> Failed, IReadOnlyList<Notification> Owed, IReadOnlyList<Notification> Dropped, OutboxStanding Standing);
