namespace SlackAudit.Slack;

/// <summary>What came lately, by its id: Slack sends again what it believes was not acknowledged, and sometimes what was.</summary>
sealed class SeenLately
{
    /// <summary>How many are remembered.</summary>
    internal const int Most = 4096;

    readonly Lock gate = new();
    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly Queue<string> order = [];

    /// <summary>Whether an id is here for the first time; what has none always is.</summary>
    public bool IsNew(string id)
    {
        if (id.Length == 0) return true;
        lock (gate)
        {
            if (!seen.Add(id)) return false;
            order.Enqueue(id);
            if (order.Count > Most) seen.Remove(order.Dequeue());
            return true;
        }
    }
}
