namespace SlackAudit.Notify;

/// <summary>How fast we may call Slack: one message a second and channel, a few hundred a minute in all, and edits by a budget of their own.</summary>
/// <remarks>Slack's limits: <c>chat.postMessage</c> about one a second and channel, several hundred a minute and workspace; <c>chat.update</c> fifty a minute. Bursts are allowed.</remarks>
sealed class SendingBudget(TimeProvider time, int burst = SendingBudget.Burst)
{
    const int Burst = 3;
    const int WorkspaceBurst = 60;
    const int EditBurst = 10;
    const int MostChannels = 1000;

    static readonly TimeSpan PerChannel = TimeSpan.FromSeconds(1);
    static readonly TimeSpan PerPost = TimeSpan.FromMinutes(1) / 200;
    static readonly TimeSpan PerEdit = TimeSpan.FromMinutes(1) / 40;

    readonly Lock gate = new();
    readonly Dictionary<string, DateTimeOffset> channels = new(StringComparer.Ordinal);
    DateTimeOffset posts;
    DateTimeOffset edits;

    /// <summary>Takes the turn of one message, and says how long to wait for it.</summary>
    public TimeSpan Post(string channel)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (channels.Count >= MostChannels)
                foreach (var idle in channels.Where(each => each.Value <= now).Select(each => each.Key).ToList()) channels.Remove(idle);
            var mine = channels.GetValueOrDefault(channel);
            var wait = Turn(ref mine, now, PerChannel, burst);
            channels[channel] = mine;
            var ours = Turn(ref posts, now, PerPost, Math.Max(burst, WorkspaceBurst));
            return wait > ours ? wait : ours;
        }
    }

    /// <summary>Takes the turn of one edit if there is one now.</summary>
    /// <returns>When there will be one; null when it was taken.</returns>
    public DateTimeOffset? Edit()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var next = edits;
            var wait = Turn(ref next, now, PerEdit, EditBurst);
            if (wait > TimeSpan.Zero) return now + wait;
            edits = next;
            return null;
        }
    }

    /// <summary>There is no turn of an edit before an instant, because Slack says so.</summary>
    public void RestEdits(DateTimeOffset until)
    {
        lock (gate)
        {
            var rested = until + PerEdit * (EditBurst - 1);
            if (rested > edits) edits = rested;
        }
    }

    // Each turn puts off the next by a little; a whole burst may be ahead of that.
    static TimeSpan Turn(ref DateTimeOffset next, DateTimeOffset now, TimeSpan each, int burst)
    {
        if (next < now) next = now;
        var wait = next - each * (burst - 1) - now;
        next += each;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
