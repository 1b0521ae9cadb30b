namespace SlackAudit.Slack.Sockets;

/// <summary>What came lately on any of the sockets: Slack sends again what it believes was not acknowledged.</summary>
sealed class SeenEnvelopes
{
    /// <summary>How many are remembered.</summary>
    internal const int Most = 4096;

    readonly Lock gate = new();
    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly Queue<string> order = [];

    /// <summary>Whether it is here for the first time.</summary>
    public bool IsNew(SocketFrame frame)
    {
        lock (gate) return Add($"envelope {frame.EnvelopeId}") & (frame.EventId.Length == 0 || Add($"event {frame.EventId}"));
    }

    bool Add(string key)
    {
        if (!seen.Add(key)) return false;
        order.Enqueue(key);
        if (order.Count > Most) seen.Remove(order.Dequeue());
        return true;
    }
}
