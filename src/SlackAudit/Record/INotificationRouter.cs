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
public readonly record struct OwedNotification(string Rule, string Channel);
