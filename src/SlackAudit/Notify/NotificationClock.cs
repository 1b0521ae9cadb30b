using Hangfire;

namespace SlackAudit.Notify;

/// <summary>Makes the sender run: at once when something was committed, and again when something is due. Hangfire keeps the time.</summary>
/// <remarks>What is owed is in the outbox; a wake-up that gets lost is made good by the next one, at the latest within a minute.</remarks>
sealed class NotificationClock(IBackgroundJobClient jobs, TimeProvider time, ILogger<NotificationClock> logger)
{
    // Another instance may have taken the job and looked before the newest commit.
    static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    DateTimeOffset? queued;
    DateTimeOffset scheduled = DateTimeOffset.MinValue;

    /// <summary>Has the sender run now, unless it is about to anyway. It never throws: what was committed stays committed.</summary>
    public void Wake()
    {
        var now = time.GetUtcNow();
        bool waits;
        lock (gate)
        {
            waits = queued is { } since && now - since < Doubt;
            if (!waits) queued = now;
        }
        if (waits) WakeAt(now + Doubt);
        else if (!Try(() => jobs.Enqueue<NotificationSender>(sender => sender.SendDueAsync(CancellationToken.None)))) Running();
    }

    /// <summary>Has the sender run at an instant, unless it will earlier. It never throws.</summary>
    public void WakeAt(DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (scheduled > now && scheduled <= due) return;
            scheduled = due;
        }
        if (Try(() => jobs.Schedule<NotificationSender>(sender => sender.SendDueAsync(CancellationToken.None), WholeSecond(due)))) return;
        lock (gate) scheduled = DateTimeOffset.MinValue;
    }

    /// <summary>Called when the sender begins to look: whatever is committed from here on needs another wake-up.</summary>
    public void Running()
    {
        lock (gate) queued = null;
    }

    // Hangfire keeps whole seconds and drops the rest: a job would run before it is due, find nothing, and nobody would look again.
    static DateTimeOffset WholeSecond(DateTimeOffset due) =>
        DateTimeOffset.FromUnixTimeSeconds((due.ToUnixTimeMilliseconds() + 999) / 1000);

    bool Try(Action ask)
    {
        try
        {
            ask();
            return true;
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Hangfire takes no job now; what is owed is sent within a minute after it does.");
            return false;
        }
    }
}
