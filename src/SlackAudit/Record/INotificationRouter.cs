using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Says which notifications an event is owed. The log asks it inside the transaction that records the event.</summary>
public interface INotificationRouter
{
    /// <summary>Each channel that is told of the event, once, with the first rule that asks for it; pure and fast, called for every event.</summary>
    IEnumerable<OwedNotification> Route(AuditEvent auditEvent);

    /// <summary>Called after a commit in which something was owed, so that it is sent at once.</summary>
    void Wake();
}

/// <summary>One message owed to one channel.</summary>
/// <param name="Rule">The name of the first rule that asked for it.</param>
/// <param name="Channel">The Slack channel, by name or id.</param>
public readonly record struct OwedNotification(string Rule, string Channel)
{
    /// <summary>What is owed of the event.</summary>
    public NotificationAbout About { get; init; }

    /// <summary>What kind of thing happened: the first of a kind goes ahead of repeats; null for none.</summary>
    public string? Kind { get; init; }

    /// <summary>What the event belongs to: of the same thing there is one message, which grows; null for a message of its own.</summary>
    public string? Thing { get; init; }

    /// <summary>Why it is not told, a sentence; null when it is.</summary>
    public string? Muted { get; init; }

    /// <summary>Not to be told before this instant; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
