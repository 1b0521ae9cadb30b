using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>Posts one notification: takes it under a lease, so that no other process has it too, posts it, and records what came of it.</summary>
sealed class NotificationPost(
    Outbox outbox, NotificationMessages messages, ISlackApiClient slack, TimeProvider time, ILogger<NotificationPost> logger, NotificationMeters? meters = null)
{
    /// <summary>How long a message belongs to whoever took it, unless the lease is renewed: the time after which a dead process's message is taken over.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(25);

    /// <summary>Tries once.</summary>
    /// <exception cref="LogUnavailableException">The outbox cannot be written; if it was posted, it will be again and say so.</exception>
    public async Task SendAsync(Notification owed)
    {
        // A row still marked as being sent belongs to a sender that died: nobody knows whether Slack got it.
        var taken = owed with { Attempts = owed.Attempts + 1, MayRepeat = owed.MayRepeat || owed.State == NotificationState.Sending };
        if (!await outbox.ChangeAsync(Leased(taken, owed.Attempts), CancellationToken.None)) return;

        using var patience = new CancellationTokenSource(LongestTry, time);
        var change = await HoldAsync(taken, TryAsync(taken, patience.Token));
        if (change.State == NotificationState.Failed)
            logger.LogError("Notification {Id} to {Channel} failed: {Reason}", owed.Id, owed.Channel, change.Reason);
        else if (change.State == NotificationState.Waiting)
            logger.LogWarning("Notification {Id} to {Channel} waits: {Reason}", owed.Id, owed.Channel, change.Reason);
        await RecordAsync(change, time.GetUtcNow() + LongestTry);
    }

    async Task<NotificationChange> HoldAsync(Notification taken, Task<NotificationChange> trying)
    {
        while (await Task.WhenAny(trying, Task.Delay(Renewal, time)) != trying)
        {
            try
            {
                await outbox.ChangeAsync(Leased(taken, taken.Attempts), CancellationToken.None);
            }
            catch (LogUnavailableException)
            {
                // Nobody else can take it either while the database is away.
            }
        }
        return await trying;
    }

    NotificationChange Leased(Notification taken, int seenAttempts) => new(taken.Id, seenAttempts, NotificationState.Sending)
    {
        NewAttempts = taken.Attempts,
        DueAt = time.GetUtcNow() + Lease,
        MayRepeat = taken.MayRepeat,
        Reason = taken.Reason,
    };

    async Task<NotificationChange> TryAsync(Notification taken, CancellationToken cancellationToken)
    {
        try
        {
            return await messages.MakeAsync(taken, cancellationToken) is { } message
                ? await PostAsync(taken, message, cancellationToken)
                : Counted(SendingFailure.Gone(taken, time.GetUtcNow()));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The message of notification {Id} could not be made.", taken.Id);
            return Counted(SendingFailure.NotMade(taken, exception, time.GetUtcNow()), exception);
        }
    }

    async Task<NotificationChange> PostAsync(Notification taken, Message message, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(taken, message, cancellationToken);
        }
        catch (SlackException refused) when (refused.Class == SlackErrorClass.PayloadRefused)
        {
            logger.LogError("Slack refused the form of notification {Id} ({Code}: {Details}); sending its words alone.",
                taken.Id, refused.ErrorCode, string.Join("; ", refused.Messages));
        }
        catch (Exception exception)
        {
            return Counted(SendingFailure.Change(taken, exception, time.GetUtcNow()), exception);
        }
        try
        {
            return await CallAsync(taken, message with { Blocks = [], Attachments = [], Metadata = null }, cancellationToken);
        }
        catch (Exception exception)
        {
            return Counted(SendingFailure.Change(taken, exception, time.GetUtcNow()), exception);
        }
    }

    async Task<NotificationChange> CallAsync(Notification taken, Message message, CancellationToken cancellationToken)
    {
        var kept = SlackJson.Serialize(message);
        var posted = await slack.Chat.PostMessage(message, cancellationToken);
        return Counted(new NotificationChange(taken.Id, taken.Attempts, NotificationState.Posted)
        {
            DueAt = time.GetUtcNow(),
            MayRepeat = taken.MayRepeat,
            SlackChannel = posted.Channel,
            SlackTs = posted.Ts,
            Message = kept,
        });
    }

    NotificationChange Counted(NotificationChange change, Exception? exception = null)
    {
        meters?.Tried(change.State, exception);
        return change;
    }

    // What Slack has and the outbox does not know is posted twice: worth a few more tries, as long as the message is ours.
    async Task RecordAsync(NotificationChange change, DateTimeOffset until)
    {
        while (true)
        {
            try
            {
                await outbox.ChangeAsync(change, CancellationToken.None);
                return;
            }
            catch (LogUnavailableException) when (time.GetUtcNow() + TimeSpan.FromSeconds(1) < until)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }
}
