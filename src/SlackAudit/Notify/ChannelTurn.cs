using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>What a channel is owed next: told by a message that is there, or sent when Slack's limits allow.</summary>
sealed class ChannelTurn(Grouping grouping, NotificationPost post, SendingBudget budget, TokenHealth token, TimeProvider time)
{
    /// <summary>Takes one turn.</summary>
    /// <returns>Null: the next may follow at once.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be read or written.</exception>
    public async Task<DateTimeOffset?> TakeAsync(Notification head, CancellationToken cancellationToken)
    {
        if (await grouping.JoinAsync(head, cancellationToken)) return null;
        // With a dead token nothing is tried: what is owed stays as it is.
        if (!await token.IsGoodAsync(cancellationToken))
        {
            await post.PutOffAsync(head, token.Reason!, token.NextLookAt);
            return null;
        }
        if (await budget.PostAsync(head, cancellationToken) is { } wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        await post.SendAsync(head);
        return null;
    }
}
