using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>Edits a message in place, so that it says what has become of its thing or how many it tells.</summary>
sealed class MessageEdits(
    LivingMessages living, NotificationMessages messages, ISlackApiClient slack, SendingBudget budget, TokenHealth token, TimeProvider time, ILogger<MessageEdits> logger)
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);
    static readonly TimeSpan WhileDead = TimeSpan.FromHours(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Edits one message if its turn has come.</summary>
    /// <returns>When it will be, if it has not; null when it was edited or put off.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public async Task<DateTimeOffset?> EditAsync(Notification head)
    {
        var lease = new EditLease(head.Id, head.EditDueAt!.Value, Now() + Lease);
        if (await budget.EditAsync(lease) is { IsTaken: false, At: var later }) return later;
        var change = await token.IsGoodAsync(CancellationToken.None) ? await TryAsync(head, lease) : new EditPutOff(lease, token.NextLookAt);
        await living.ChangeAsync(change, CancellationToken.None);
        return null;
    }

    async Task<LogChange> TryAsync(Notification head, EditLease lease)
    {
        using var patience = new CancellationTokenSource(Lease / 2, time);
        try
        {
            if (await messages.MakeAsync(head, patience.Token) is not { } telling) return new EditPutOff(lease, null);
            return await CallAsync(head, lease, telling.Message with { Channel = head.SlackChannel }, patience.Token);
        }
        catch (SlackRateLimitException limit)
        {
            // The limit is the workspace's.
            await budget.RestEditsAsync(time.GetUtcNow() + limit.RetryAfter);
            return new EditPutOff(lease, Now() + limit.RetryAfter);
        }
        catch (SlackException refused) when (refused.IsPermanent && refused.Class is not (SlackErrorClass.AuthDead or SlackErrorClass.DestinationDead or SlackErrorClass.MissingScope))
        {
            logger.LogError("The message of notification {Id} cannot be edited: {Reason}", head.Id, refused.Message);
            return new EditPutOff(lease, null);
        }
        catch (Exception failure)
        {
            if (failure is SlackException { Class: SlackErrorClass.AuthDead } dead) token.Refused(dead);
            logger.LogWarning("The message of notification {Id} is edited later: {Reason}", head.Id, failure.Message);
            var now = Now();
            // What somebody has to mend first is not tried all the time, nor for ever.
            return failure is SlackException { Class: SlackErrorClass.DestinationDead or SlackErrorClass.MissingScope }
                ? new EditPutOff(lease, head.LivesUntil + LongestWait > now ? now + WhileDead : null)
                : new EditPutOff(lease, now + AfterFailure);
        }
    }

    async Task<LogChange> CallAsync(Notification head, EditLease lease, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(head, message, cancellationToken);
        }
        catch (SlackException gone) when (gone.Class == SlackErrorClass.MessageGone)
        {
            logger.LogInformation("The message of notification {Id} is gone ({Code}); it is posted anew.", head.Id, gone.ErrorCode);
            return new EditedTooLate(lease, Now(), Next(head));
        }
        var now = Now();
        return new Edited(lease, head.Revision, now, now + Grouping.EditEvery) { Message = SlackJson.Serialize(message), Next = Next(head) };
    }

    async Task UpdateAsync(Notification head, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await slack.Chat.Update(head.SlackTs!, message, cancellationToken);
        }
        catch (SlackException refused) when (refused.Class == SlackErrorClass.PayloadRefused)
        {
            logger.LogError("Slack refused the form of an edit of notification {Id} ({Code}); sending its words alone.", head.Id, refused.ErrorCode);
            await slack.Chat.Update(head.SlackTs!, message with { Blocks = [], Attachments = [], Metadata = null }, cancellationToken);
        }
    }

    // That it was too much is over by itself.
    DateTimeOffset? Next(Notification head) => head is { About: NotificationAbout.Summary, Thing: Summaries.TooMuch } && head.LivesUntil > Now() ? head.LivesUntil : null;

    DateTimeOffset Now() => Instants.Truncate(time.GetUtcNow());
}
