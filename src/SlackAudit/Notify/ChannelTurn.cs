using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>What a channel is owed next: told by a message that is there, or sent when Slack's limits allow.</summary>
sealed class ChannelTurn(Grouping grouping, NotificationPost post, SendingBudget budget, TokenHealth token, TimeProvider time)
{
    // What is new meanwhile does not wait longer than this for more of the same.
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <summary>Takes one turn.</summary>
    /// <param name="head">What has been owed longest.</param>
    /// <param name="cancellationToken">Nothing more is begun.</param>
    /// <returns>Null when the next may follow at once; else when the channel is looked at again.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be read or written.</exception>
    public async Task<DateTimeOffset?> TakeAsync(Notification head, CancellationToken cancellationToken)
    {
        var (next, isRepeat) = await grouping.FirstAsync(head, cancellationToken);
        if (await grouping.JoinAsync(next, cancellationToken)) return null;
        // With a dead token nothing is tried: what is owed stays as it is.
        if (!await token.IsGoodAsync(cancellationToken))
        {
            await post.PutOffAsync(next, token.Reason!, token.NextLookAt);
            return null;
        }
        if (isRepeat)
        {
            if (await budget.RepeatAsync(next, cancellationToken) is { } at) return time.GetUtcNow() + LongestRest is var soon && soon < at ? soon : at;
        }
        else if (await budget.PostAsync(next, cancellationToken) is { } wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
        await post.SendAsync(next);
        return null;
    }
}
