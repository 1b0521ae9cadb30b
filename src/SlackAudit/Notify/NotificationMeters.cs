using System.Diagnostics.Metrics;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>What becomes of messages: posted, waiting, or failed, and why, in classes of ours.</summary>
sealed class NotificationMeters(IMeterFactory meters)
{
    readonly Counter<long> tries = meters.Create(LogMeters.MeterName).CreateCounter<long>(
        "slackaudit.notifications", null, "Tries to post a message, by result (posted, waiting, failed) and the class of the reason.");

    readonly Counter<long> broken = meters.Create(LogMeters.MeterName).CreateCounter<long>(
        "slackaudit.rules.broken", null, "How often a rule's question could not be asked of an event.");

    public void Broken() => broken.Add(1);

    public void Tried(NotificationState state, Exception? exception) =>
        tries.Add(1, new("result", Outbox.Word(state)), new("reason", Reason(state, exception)));

    static string Reason(NotificationState state, Exception? exception) => exception switch
    {
        SlackException slack => Word(slack.Class),
        OperationCanceledException => "timeout",
        not null => "internal",
        _ => state == NotificationState.Posted ? "none" : "gone",
    };

    static string Word(SlackErrorClass error) => error switch
    {
        SlackErrorClass.RateLimited => "rate_limited",
        SlackErrorClass.Transient => "transient",
        SlackErrorClass.LongWait => "long_wait",
        SlackErrorClass.AuthDead => "auth_dead",
        SlackErrorClass.DestinationDead => "destination_dead",
        SlackErrorClass.MissingScope => "missing_scope",
        SlackErrorClass.PayloadRefused => "payload_refused",
        _ => "other",
    };
}
