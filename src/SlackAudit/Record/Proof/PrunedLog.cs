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
            if (now.NewestAccount == known.NewestAccount) return fault;
            known = now;
            lock (gate) current = current.NewestAccount < now.NewestAccount ? now : current;
        }
    }
}
