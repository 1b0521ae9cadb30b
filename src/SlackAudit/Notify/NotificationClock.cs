using Hangfire;

namespace SlackAudit.Notify;

/// <summary>Makes the sender run: at once when something was committed, and again when something is due. Hangfire keeps the time.</summary>
/// <remarks>What is owed is in the outbox; a wake-up that gets lost is made good by the next one, at the latest within a minute.</remarks>
sealed class NotificationClock(IBackgroundJobClient jobs, TimeProvider time)
{
    readonly Lock gate = new();
    bool queued;
    DateTimeOffset scheduled = DateTimeOffset.MaxValue;

    /// <summary>Has the sender run now, unless it is about to anyway.</summary>
    public void Wake()
    {
        lock (gate)
        {
            if (queued) return;
            queued = true;
        }
        jobs.Enqueue<NotificationSender>(sender => sender.SendDueAsync(CancellationToken.None));
    }

    /// <summary>Has the sender run at an instant, unless it will earlier.</summary>
    public void WakeAt(DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (scheduled > now && scheduled <= due) return;
            scheduled = due;
        }
        jobs.Schedule<NotificationSender>(sender => sender.SendDueAsync(CancellationToken.None), due > now ? due - now : TimeSpan.Zero);
    }

    /// <summary>Called when the sender begins to look: whatever is committed from here on needs another wake-up.</summary>
    public void Running()
    {
        lock (gate) queued = false;
    }
}
