using Hangfire;
using SlackAudit.Record;
using SlackAudit.Record.Messages;

namespace SlackAudit.Notify;

/// <summary>
/// Sends what is owed: in order within a channel, one message in flight per channel, channels side by side, so that a channel
/// that hangs or is dead holds up no other. Messages that grow are edited beside that.
/// </summary>
sealed class NotificationSender(
    Outbox outbox, LivingMessages living, ChannelTurn turn, MessageEdits edits, NotificationClock clock, TimeProvider time, ILogger<NotificationSender> logger)
{
    const int MostEdits = 20;

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
        var inFlight = new Dictionary<Place, Task<DateTimeOffset?>>();
        var resting = new Dictionary<Place, DateTimeOffset>();
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
            await Task.WhenAll(inFlight.Values.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    async Task LookAsync(Dictionary<Place, Task<DateTimeOffset?>> inFlight, Dictionary<Place, DateTimeOffset> resting, CancellationToken cancellationToken)
    {
        lock (gate) woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var now = time.GetUtcNow();
        var due = new List<(Place Place, DateTimeOffset At, Func<Task<DateTimeOffset?>> Begin)>();
        foreach (var head in await outbox.NextByChannelAsync(now, cancellationToken)) due.Add((new Place(head.Channel), head.DueAt, () => turn.TakeAsync(head, cancellationToken)));
        foreach (var edit in await living.EditsAsync(MostEdits, cancellationToken)) due.Add((new Place(edit.Channel, edit.Id), edit.EditDueAt!.Value, () => edits.EditAsync(edit)));
        due.RemoveAll(each => inFlight.ContainsKey(each.Place) || resting.TryGetValue(each.Place, out var until) && until > now);
        foreach (var each in due.Where(each => each.At <= now)) inFlight[each.Place] = each.Begin();
        DateTimeOffset?[] later = [.. due.Where(each => each.At > now).Select(each => (DateTimeOffset?)each.At), await outbox.NextDueAsync(now, cancellationToken)];
        if (later.Min() is { } next) clock.WakeAt(next);
    }

    void Land(Dictionary<Place, Task<DateTimeOffset?>> inFlight, Dictionary<Place, DateTimeOffset> resting)
    {
        foreach (var (place, sending) in inFlight.Where(each => each.Value.IsCompleted).ToList())
        {
            inFlight.Remove(place);
            resting.Remove(place);
            if (sending.Exception is { } failure) logger.LogWarning(failure.InnerException, "The outbox cannot be written now; what is owed to {Channel} is sent when it can.", place.Channel);
            if ((sending.IsCompletedSuccessfully ? sending.Result : time.GetUtcNow() + Rest) is not { } until) continue;
            resting[place] = until;
            clock.WakeAt(until);
        }
    }

    // A channel's turn, or one message of it that is edited beside that.
    readonly record struct Place(string Channel, long? Message = null);
}
