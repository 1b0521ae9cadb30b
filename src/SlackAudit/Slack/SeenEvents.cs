namespace SlackAudit.Slack;

/// <summary>What happened lately: Slack tells it again until it is acknowledged, and sometimes after that.</summary>
sealed class SeenEvents
{
    /// <summary>How many are remembered.</summary>
    internal const int Most = 4096;

    readonly Lock gate = new();
    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly Queue<string> order = [];

    /// <summary>Whether it is told for the first time; what has no id always is.</summary>
    public bool IsNew(SlackEvent happened)
    {
        if (happened.EventId.Length == 0) return true;
        lock (gate)
        {
            if (!seen.Add(happened.EventId)) return false;
            order.Enqueue(happened.EventId);
            if (order.Count > Most) seen.Remove(order.Dequeue());
            return true;
        }
    }
}
