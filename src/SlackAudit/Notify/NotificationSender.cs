using Hangfire;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>
/// Sends what is owed: in order within a channel, one message in flight per channel, channels side by side, so that a channel
/// that hangs or is dead holds up no other.
/// </summary>
sealed class NotificationSender(
    Outbox outbox, NotificationPost post, NotificationClock clock, TimeProvider time, ILogger<NotificationSender> logger)
{
    // How long a channel rests when our own side failed, mostly because the database is away.
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    bool running;
    TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends everything that is due, and asks to be woken when the next is. Called again meanwhile, it looks again at once.</summary>
    /// <param name="cancellationToken">Nothing more is begun; what is in flight is waited for.</param>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        clock.Running();
        if (!Begin()) return;
        var inFlight = new Dictionary<string, Task>(StringComparer.Ordinal);
        var resting = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await LookAsync(inFlight, resting, cancellationToken);
                if (inFlight.Count == 0 && End()) return;
                await Task.WhenAny([.. inFlight.Values, woken.Task]).WaitAsync(cancellationToken);
                Land(inFlight, resting);
            }
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                logger.LogWarning(exception, "The outbox cannot be read now; what is owed is sent when it can.");
            await Task.WhenAll(inFlight.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (gate) running = false;
            clock.WakeAt(time.GetUtcNow() + Rest);
        }
    }

    bool Begin()
    {
        lock (gate)
        {
            woken.TrySetResult();
            if (running) return false;
            return running = true;
        }
    }

    // Only when nobody has called since the last look.
    bool End()
    {
        lock (gate) return !(running = woken.Task.IsCompleted);
    }

    async Task LookAsync(Dictionary<string, Task> inFlight, HashSet<string> resting, CancellationToken cancellationToken)
    {
        lock (gate) woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var heads = await outbox.NextByChannelAsync(cancellationToken);
        var now = time.GetUtcNow();
        var next = heads.Where(head => !inFlight.ContainsKey(head.Channel) && !resting.Contains(head.Channel)).ToList();
        foreach (var due in next.Where(head => head.DueAt <= now)) inFlight[due.Channel] = post.SendAsync(due);
        var later = next.Where(head => head.DueAt > now).Select(head => head.DueAt).ToList();
        if (later.Count > 0) clock.WakeAt(later.Min());
    }

    void Land(Dictionary<string, Task> inFlight, HashSet<string> resting)
    {
        foreach (var (channel, sending) in inFlight.Where(each => each.Value.IsCompleted).ToList())
        {
            inFlight.Remove(channel);
            if (sending.Exception is not { } failure) continue;
            logger.LogWarning(failure.InnerException, "The outbox cannot be written now; what is owed to {Channel} is sent when it can.", channel);
            resting.Add(channel);
            clock.WakeAt(time.GetUtcNow() + Rest);
        }
    }
}
