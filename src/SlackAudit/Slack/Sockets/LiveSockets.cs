namespace SlackAudit.Slack.Sockets;

/// <summary>How many connections are ours, to compare with how many Slack counts.</summary>
sealed class LiveSockets(TimeProvider time)
{
    /// <summary>For how long Slack may still count one that has ended.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly Queue<long> ended = [];
    int now;

    /// <summary>Those that are open.</summary>
    public int Now => Volatile.Read(ref now);

    public void Opened() => Interlocked.Increment(ref now);

    public void Ended()
    {
        Interlocked.Decrement(ref now);
        lock (gate)
        {
            ended.Enqueue(time.GetTimestamp());
            Forget();
        }
    }

    /// <summary>Those that are open or were until a minute ago.</summary>
    public int Lately()
    {
        lock (gate)
        {
            Forget();
            return Now + ended.Count;
        }
    }

    void Forget()
    {
        while (ended.TryPeek(out var at) && time.GetElapsedTime(at) > Forgotten) ended.Dequeue();
    }
}
