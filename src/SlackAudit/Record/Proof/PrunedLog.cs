using System.Data.Common;

namespace SlackAudit.Record.Proof;

/// <summary>What was pruned, as far as it is known while the log is walked: something may be pruned meanwhile.</summary>
sealed class PrunedLog(DbConnection connection)
{
    readonly Lock gate = new();
    Pruned current = Pruned.Read(connection);

    /// <summary>What is known now.</summary>
    public Pruned Current
    {
        get { lock (gate) return current; }
    }

    /// <summary>Walks, and walks again where the fault may come of what was pruned meanwhile.</summary>
    public Fault? Hold(DbConnection connection, Func<Pruned, Fault?> walk)
    {
        for (var known = Current; ;)
        {
            if (walk(known) is not { } fault) return null;
            var now = Pruned.Read(connection);
            if (Version(now) == Version(known)) return fault;
            known = now;
            lock (gate) current = Version(current).CompareTo(Version(now)) < 0 ? now : current;
        }
    }

    // Both, since the rows are read before the accounts and may be older than these.
    static (long NewestAccount, long Count) Version(Pruned pruned) => (pruned.NewestAccount, pruned.Count);
}
