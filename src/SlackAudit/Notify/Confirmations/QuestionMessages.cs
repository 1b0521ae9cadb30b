using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Makes the message of a question as it stands now, and says to whom it goes.</summary>
sealed class QuestionMessages(Questions questions, ConfirmedEvents confirmations, AskedPeople people, WasItYouSettings settings)
{
    // Slack is asked again who somebody is before a channel is asked instead.
    const int TriesToFind = 3;

    /// <summary>The message with its channel, a user's id for a direct message; null when the event is gone.</summary>
    public async Task<Telling?> MakeAsync(Notification question, CancellationToken cancellationToken)
    {
        if (question.EventId is not { } id || await questions.FindAsync(id, cancellationToken) is not { } asked) return null;
        var shown = new ShownEvents(id, await confirmations.LastJoinedAsync(question, cancellationToken) ?? id);
        var alike = await confirmations.JoinedAsync(question, shown.Last, QuestionMessage.MostAlike + 1, cancellationToken);
        var message = QuestionMessage.Of(asked, alike, shown, await confirmations.FindAsync(id, cancellationToken), settings);
        return new Telling(message with { Channel = question.SlackChannel ?? await ChannelAsync(question, asked, cancellationToken) });
    }

    async Task<string> ChannelAsync(Notification question, AuditEvent asked, CancellationToken cancellationToken)
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
