using Hangfire;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>Sends what is owed: in order within a channel, one message in flight per channel, channels side by side.</summary>
sealed class NotificationSender(
    Outbox outbox, NotificationMessages messages, ISlackApiClient slack, NotificationClock clock, TimeProvider time, ILogger<NotificationSender> logger) : IDisposable
{
    // Longer than a call to Slack may take, so that a message is never in two hands.
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim running = new(1);

    /// <summary>Sends everything that is due, and asks to be woken when the next is.</summary>
    [AutomaticRetry(Attempts = 0)]
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        await running.WaitAsync(cancellationToken);
        try
        {
            clock.Running();
            while (true)
            {
                var next = await outbox.NextByChannelAsync(cancellationToken);
                var now = time.GetUtcNow();
                var due = next.Where(notification => notification.DueAt <= now).ToList();
                if (due.Count == 0)
                {
                    if (next.Count > 0) clock.WakeAt(next.Min(notification => notification.DueAt));
                    return;
                }
                await Task.WhenAll(due.Select(notification => SendAsync(notification, cancellationToken)));
            }
        }
        catch (LogUnavailableException exception)
        {
            logger.LogWarning(exception, "The outbox cannot be written now; what is owed is sent when it can.");
        }
        finally
        {
            running.Release();
        }
    }

    public void Dispose() => running.Dispose();

    async Task SendAsync(Notification owed, CancellationToken cancellationToken)
    {
        // A row still marked as being sent belongs to a sender that died: nobody knows whether Slack got it.
        var mayRepeat = owed.MayRepeat || owed.State == NotificationState.Sending;
        var taken = owed with { Attempts = owed.Attempts + 1, MayRepeat = mayRepeat };
        var take = new NotificationChange(owed.Id, owed.Attempts, NotificationState.Sending)
        {
            NewAttempts = taken.Attempts,
            DueAt = time.GetUtcNow() + Lease,
            MayRepeat = mayRepeat,
        };
        if (!await outbox.ChangeAsync(take, cancellationToken)) return;
        var change = await PostAsync(taken, cancellationToken);
        await outbox.ChangeAsync(change, CancellationToken.None);
        if (change.State == NotificationState.Failed)
            logger.LogError("Notification {Id} to {Channel} failed: {Reason}", owed.Id, owed.Channel, change.Reason);
        else if (change.State == NotificationState.Waiting)
            logger.LogWarning("Notification {Id} to {Channel} waits: {Reason}", owed.Id, owed.Channel, change.Reason);
    }

    async Task<NotificationChange> PostAsync(Notification taken, CancellationToken cancellationToken)
    {
        var message = await messages.RenderAsync(taken, cancellationToken);
        if (message is null) return SendingFailure.Gone(taken, time.GetUtcNow());
        try
        {
            return await PostAsync(taken, message, cancellationToken);
        }
        catch (SlackException exception) when (exception.Class == SlackErrorClass.PayloadRefused)
        {
            logger.LogError("Slack refused the blocks of notification {Id} ({Code}); sending its words alone.", taken.Id, exception.ErrorCode);
            try
            {
                return await PostAsync(taken, message with { Blocks = [], Attachments = [] }, cancellationToken);
            }
            catch (Exception again) when (again is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                return SendingFailure.Change(taken, again, time.GetUtcNow());
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SendingFailure.Change(taken, exception, time.GetUtcNow());
        }
    }

    async Task<NotificationChange> PostAsync(Notification taken, Message message, CancellationToken cancellationToken)
    {
        var posted = await slack.Chat.PostMessage(message, cancellationToken);
        return new NotificationChange(taken.Id, taken.Attempts, NotificationState.Posted)
        {
            DueAt = time.GetUtcNow(),
            MayRepeat = taken.MayRepeat,
            SlackChannel = posted.Channel,
            SlackTs = posted.Ts,
            Message = SlackJson.Serialize(message),
        };
    }
}
