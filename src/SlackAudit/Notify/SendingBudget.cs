using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;

namespace SlackAudit.Notify;

/// <summary>How fast we may call Slack, in all processes of a log together: one message a second and channel, a few hundred a minute in all, and edits by a budget of their own.</summary>
/// <remarks>Slack's limits: <c>chat.postMessage</c> about one a second and channel, several hundred a minute and workspace; <c>chat.update</c> fifty a minute. Bursts are allowed.</remarks>
sealed class SendingBudget(LivingMessages living, TimeProvider time, int burst = SendingBudget.Burst)
{
    const int Burst = 3;

    static readonly SendingLimit Edits = new("edits", TimeSpan.FromMinutes(1) / 40, 10);

    readonly SendingLimit posts = new("posts", TimeSpan.FromMinutes(1) / 200, Math.Max(burst, 60));

    /// <summary>Takes the turn of one try to post a message, and says how long to wait for it. Other processes that try the same have the same turn.</summary>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public async Task<TimeSpan> PostAsync(Notification owed, CancellationToken cancellationToken)
    {
        var turn = new TurnTaken([Channel(owed.Channel), posts], string.Create(CultureInfo.InvariantCulture, $"{owed.Id}/{owed.Attempts}"), Now());
        await living.ChangeAsync(turn, cancellationToken);
        var wait = turn.At - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Takes the turn of one edit if there is one now, and with it the lease of the message.</summary>
    /// <returns>Whether it was taken; else when there will be a turn, or null where somebody else edits the message.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public async Task<(bool IsTaken, DateTimeOffset? At)> EditAsync(EditLease lease)
    {
        var turn = new TurnTaken([Edits], lease.Id.ToString(CultureInfo.InvariantCulture), Now()) { With = lease };
        var isTaken = await living.ChangeAsync(turn, CancellationToken.None);
        return (isTaken, isTaken || turn.At <= turn.Now ? null : turn.At);
    }

    /// <summary>There is no turn of an edit before an instant, because Slack says so.</summary>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public Task RestEditsAsync(DateTimeOffset until) => living.ChangeAsync(new TurnsRest(Edits, until), CancellationToken.None);

    SendingLimit Channel(string channel) => new($"channel {channel}", TimeSpan.FromSeconds(1), burst);

    DateTimeOffset Now() => Instants.Truncate(time.GetUtcNow());
}
