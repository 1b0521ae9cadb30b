using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>What becomes of a notification that could not be posted: when it is tried again, or why it never will be.</summary>
static class SendingFailure
{
    // Beyond this, a failure that is neither Slack's nor the network's is a fault of ours that waiting does not mend.
    const int MostTriesOfOurFault = 10;

    const int TriesToMake = 5;

    const string CannotBeMade = "Its message cannot be made";

    static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);
    static readonly TimeSpan UntilSomebodyMendsIt = TimeSpan.FromMinutes(1);

    /// <summary>The change for a failure.</summary>
    public static NotificationChange Change(Notification taken, Exception exception, DateTimeOffset now) => exception switch
    {
        SlackException { MayHaveArrived: true } or OperationCanceledException when taken.MayRepeat => Fail(taken, now,
            "Slack did not confirm it twice, so it may be in the channel or not. Look there, and replay it if it is missing."),
        SlackRateLimitException limit => Wait(taken, now + limit.RetryAfter, limit.Message),
        SlackException { Class: SlackErrorClass.Transient or SlackErrorClass.RateLimited } slack =>
            Wait(taken, now + BackOff(taken.Attempts), slack.Message, slack.MayHaveArrived),
        SlackException { Class: SlackErrorClass.LongWait } slack => Wait(taken, now + LongestBackOff, slack.Message),
        SlackException { Class: SlackErrorClass.AuthDead or SlackErrorClass.DestinationDead or SlackErrorClass.MissingScope } slack =>
            Wait(taken, now + UntilSomebodyMendsIt, slack.Message),
        SlackException slack => Fail(taken, now, slack.Message),
        OperationCanceledException => Wait(taken, now + BackOff(taken.Attempts), "Slack took too long.", mayHaveArrived: true),
        _ when taken.Attempts >= MostTriesOfOurFault =>
            Fail(taken, now, $"It could not be sent ({exception.GetType().Name}), however often it was tried; the service's log says why."),
        _ => Wait(taken, now + BackOff(taken.Attempts), $"It could not be sent ({exception.GetType().Name}); it is tried again."),
    };

    /// <summary>The change for a notification whose event or digest is gone.</summary>
    public static NotificationChange Gone(Notification taken, DateTimeOffset now) => Fail(taken, now, taken switch
    {
        { About: NotificationAbout.Summary } => "There is nothing to sum up: everything was told one by one.",
        { About: NotificationAbout.Reply } => "There is nothing to add to: the message whose thread it belongs in was not posted.",
        { EventId: { } id } => $"There is nothing to tell any more: event {id} is not in the log.",
        _ => $"There is nothing to tell any more: the settings have no digest named {taken.Rule}.",
    });

    /// <summary>The change for a notification whose message could not be made, mostly because the log could not be asked.</summary>
    public static NotificationChange NotMade(Notification taken, Exception exception, DateTimeOffset now) =>
        Wait(taken, now + BackOff(taken.Attempts), $"{CannotBeMade} ({exception.GetType().Name}); it is tried again, and the service's log says why.");

    /// <summary>Whether making the message has failed so often that waiting does not help.</summary>
    public static bool IsHopeless(Notification taken) =>
        taken.Attempts >= TriesToMake && taken.Reason?.StartsWith(CannotBeMade, StringComparison.Ordinal) == true;

    static NotificationChange Wait(Notification taken, DateTimeOffset due, string reason, bool mayHaveArrived = false) =>
        new(taken.Id, taken.Attempts, NotificationState.Waiting) { DueAt = due, Reason = Short(reason), MayRepeat = taken.MayRepeat || mayHaveArrived, SlackChannel = taken.SlackChannel };

    static NotificationChange Fail(Notification taken, DateTimeOffset now, string reason) =>
        new(taken.Id, taken.Attempts, NotificationState.Failed) { DueAt = now, Reason = Short(reason), MayRepeat = taken.MayRepeat, SlackChannel = taken.SlackChannel };

    // Doubled each time, and spread by up to a quarter so that channels do not all come back at once.
    static TimeSpan BackOff(int attempts)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempts, 10) - 1), LongestBackOff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + Random.Shared.NextDouble() / 4));
    }

    static string Short(string reason) => SlackText.Truncate(reason, 500);
}
