using SlackAudit.Record;

namespace SlackAudit.See;

/// <summary>The states of a notification in words.</summary>
public static class StateWords
{
    /// <summary>A state's word.</summary>
    public static string Of(NotificationState state) => Outbox.Word(state);
}
