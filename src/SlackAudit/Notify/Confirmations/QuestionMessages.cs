using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Makes the message of a question as it stands now, and says to whom it goes; edits it when that has changed.</summary>
sealed class QuestionMessages(Questions questions, ConfirmedEvents confirmations, AskedPeople people, WasItYouSettings settings, ISlackApiClient slack, TimeProvider time, ILogger<QuestionMessages> logger)
{
    // Slack is asked again who somebody is before a channel is asked instead.
    const int TriesToFind = 3;

    /// <summary>The message with its channel, a user's id for a direct message; null when the event is gone.</summary>
    public async Task<Message?> MakeAsync(Notification question, CancellationToken cancellationToken)
    {
        if (question.EventId is not { } id || await questions.FindAsync(id, cancellationToken) is not { } asked) return null;
        var message = QuestionMessage.Of(asked, await confirmations.FindAsync(id, cancellationToken), settings);
        return message with { Channel = question.SlackChannel ?? await ChannelAsync(question, asked, cancellationToken) };
    }

    /// <summary>Edits the message of a question that was posted, so that it says what came of it. What fails now is tried again by the minute.</summary>
    public async Task EditAsync(Notification question, CancellationToken cancellationToken)
    {
        if (question is not { State: NotificationState.Posted, SlackTs: { } ts, SlackChannel: not null }) return;
        try
        {
            var at = time.GetUtcNow();
            if (await MakeAsync(question, cancellationToken) is not { } message) return;
            var fitted = BlockKit.Fit(message);
            var isEdited = await UpdateAsync(question, ts, fitted, cancellationToken);
            await confirmations.EditedAsync(question, isEdited ? SlackJson.Serialize(fitted) : null, at, cancellationToken);
        }
        catch (Exception exception) when (exception is SlackException or LogUnavailableException)
        {
            logger.LogWarning("The question about event {Id} does not say yet what came of it: {Reason}", question.EventId, exception.Message);
        }
    }

    // What Slack will never take need not be tried again.
    async Task<bool> UpdateAsync(Notification question, string ts, Message message, CancellationToken cancellationToken)
    {
        try
        {
            await slack.Chat.Update(ts, message, cancellationToken);
            return true;
        }
        catch (SlackException refused) when (refused.Class is SlackErrorClass.MessageGone or SlackErrorClass.DestinationDead or SlackErrorClass.PayloadRefused or SlackErrorClass.Unknown)
        {
            logger.LogWarning("The question about event {Id} cannot be edited any more: {Reason}", question.EventId, refused.Message);
            return false;
        }
    }

    async Task<string> ChannelAsync(Notification question, Events.AuditEvent asked, CancellationToken cancellationToken)
    {
        try
        {
            return await people.OneAsync(asked, cancellationToken) ?? question.Channel;
        }
        catch (SlackException) when (question.Attempts >= TriesToFind)
        {
            return question.Channel;
        }
    }
}
