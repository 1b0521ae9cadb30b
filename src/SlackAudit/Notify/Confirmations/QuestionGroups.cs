using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Has a question join another that asks the same person about the same thing, or about something alike a moment ago.</summary>
sealed class QuestionGroups(ConfirmedEvents confirmations, TimeProvider time)
{
    /// <summary>Has another question's message ask what is owed, if one should.</summary>
    /// <returns>Whether one does: then there is nothing to send.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public async Task<bool> JoinAsync(Notification owed, CancellationToken cancellationToken)
    {
        if (owed.State != NotificationState.Pending || owed.MayRepeat) return false;
        var now = Instants.Truncate(time.GetUtcNow());
        return await confirmations.JoinAsync(owed, now - Things.Window, head => Grouping.EditDue(head, now), now, cancellationToken);
    }
}
