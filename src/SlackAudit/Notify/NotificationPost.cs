using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>Posts one notification: takes it under a lease, so that no other process has it too, posts it, and records what came of it.</summary>
sealed class NotificationPost(
    Outbox outbox, NotificationMessages messages, ISlackApiClient slack, TokenHealth token, TimeProvider time, ILogger<NotificationPost> logger, NotificationMeters? meters = null)
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

    /// <summary>Leaves a message owed for a while, and says why.</summary>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public Task PutOffAsync(Notification owed, string reason, DateTimeOffset due) => outbox.ChangeAsync(
        new NotificationChange(owed.Id, owed.Attempts, NotificationState.Waiting)
        {
            DueAt = due,
            Reason = SlackText.Truncate(reason, 500),
            MayRepeat = owed.MayRepeat || owed.State == NotificationState.Sending,
            SlackChannel = owed.SlackChannel,
        }, CancellationToken.None);

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
        SlackChannel = taken.SlackChannel,
    };

    async Task<NotificationChange> TryAsync(Notification taken, CancellationToken cancellationToken)
    {
        try
        {
            return await messages.MakeAsync(taken, cancellationToken) is { } telling
                ? await PostAsync(taken, telling, cancellationToken)
                : Counted(SendingFailure.Gone(taken, time.GetUtcNow()));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The message of notification {Id} could not be made.", taken.Id);
            return Counted(SendingFailure.NotMade(taken, exception, time.GetUtcNow()), exception);
        }
    }

    async Task<NotificationChange> PostAsync(Notification taken, Telling telling, CancellationToken cancellationToken)
    {
        Message words;
        try
        {
            if (taken.MayRepeat) await AskAsync(cancellationToken);
            return await CallAsync(taken, telling, cancellationToken);
        }
        catch (SlackException refused) when (refused.Class == SlackErrorClass.PayloadRefused)
        {
            logger.LogError("Slack refused the form of notification {Id} ({Code}: {Details}); sending its words alone.",
                taken.Id, refused.ErrorCode, string.Join("; ", refused.Messages));
            words = WordsAlone(telling.Message, refused.ErrorCode);
        }
        catch (Exception exception)
        {
            return Failed(taken, exception);
        }
        try
        {
            return await CallAsync(taken, telling with { Message = words }, cancellationToken);
        }
        catch (Exception exception)
        {
            return Failed(taken, exception);
        }
    }

    // The metadata stays, for by it a message that may have arrived is known again, unless it is what Slack did not take.
    static Message WordsAlone(Message message, string refusal) => message with
    {
        Blocks = [],
        Attachments = [],
        Metadata = refusal.Contains("metadata", StringComparison.Ordinal) ? null : message.Metadata,
    };

    // What may be there already is repeated once, so not before Slack answers at all.
    async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await slack.AuthTest(cancellationToken);
        }
        catch (SlackException answered) when (answered.IsPermanent && answered.Class != SlackErrorClass.AuthDead)
        {
            logger.LogDebug("Slack answers. ({Code})", answered.ErrorCode);
        }
        catch (SlackException silent) when (silent.MayHaveArrived)
        {
            throw new SlackTransientException($"{silent.Message} What may have been posted already is not repeated before it does.", SlackErrors.UnreachableCode, inner: silent);
        }
    }

    NotificationChange Failed(Notification taken, Exception exception)
    {
        if (exception is SlackException { Class: SlackErrorClass.AuthDead } dead) token.Refused(dead);
        return Counted(SendingFailure.Change(taken, exception, time.GetUtcNow()), exception);
    }

    async Task<NotificationChange> CallAsync(Notification taken, Telling telling, CancellationToken cancellationToken)
    {
        var message = telling.Message;
        var kept = SlackJson.Serialize(message);
        var posted = await slack.Chat.PostMessage(message, cancellationToken);
        return Counted(new NotificationChange(taken.Id, taken.Attempts, NotificationState.Posted)
        {
            DueAt = time.GetUtcNow(),
            MayRepeat = taken.MayRepeat,
            SlackChannel = posted.Channel,
            SlackTs = posted.Ts,
            Message = kept,
            LivesUntil = telling.LivesUntil,
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
