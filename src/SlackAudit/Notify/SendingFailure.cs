using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>What becomes of a notification that could not be posted: when it is tried again, or why it never will be.</summary>
static class SendingFailure
{
    static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);
    static readonly TimeSpan UntilSomebodyMendsIt = TimeSpan.FromMinutes(1);

    /// <summary>The change for a failure.</summary>
    public static NotificationChange Change(Notification taken, Exception exception, DateTimeOffset now) => exception switch
    {
        SlackRateLimitException limit => Wait(taken, now + limit.RetryAfter, "Slack asks to wait."),
        SlackException { Class: SlackErrorClass.Transient or SlackErrorClass.RateLimited } slack =>
            Wait(taken, now + BackOff(taken.Attempts), Sentence(slack), slack.MayHaveArrived),
        SlackException { Class: SlackErrorClass.LongWait } slack => Wait(taken, now + LongestBackOff, Sentence(slack)),
        SlackException { Class: SlackErrorClass.AuthDead or SlackErrorClass.DestinationDead or SlackErrorClass.MissingScope } slack =>
            Wait(taken, now + UntilSomebodyMendsIt, Sentence(slack)),
        SlackException slack => Fail(taken, now, Sentence(slack)),
        _ => Wait(taken, now + BackOff(taken.Attempts), $"It could not be sent ({exception.GetType().Name}).", mayHaveArrived: exception is OperationCanceledException),
    };

    /// <summary>The change for a notification whose event is not in the log any more.</summary>
    public static NotificationChange Gone(Notification taken, DateTimeOffset now) =>
        Fail(taken, now, "There is nothing to tell any more: its event or rule is gone.");

    static NotificationChange Wait(Notification taken, DateTimeOffset due, string reason, bool mayHaveArrived = false) =>
        new(taken.Id, taken.Attempts, NotificationState.Waiting) { DueAt = due, Reason = reason, MayRepeat = taken.MayRepeat || mayHaveArrived };

    static NotificationChange Fail(Notification taken, DateTimeOffset now, string reason) =>
        new(taken.Id, taken.Attempts, NotificationState.Failed) { DueAt = now, Reason = reason, MayRepeat = taken.MayRepeat };

    // Doubled each time, and spread by up to a quarter so that channels do not all come back at once.
    static TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempts, 10) - 1), LongestBackOff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + Random.Shared.NextDouble() / 4));
    }

    static string Sentence(SlackException exception) =>
        exception.Message.Length <= 500 ? exception.Message : exception.Message[..500];
}
