using System.Data.Common;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One transaction of the writer: the few statements in which database engines differ.</summary>
/// <remarks>Disposing before it is committed rolls back. A transaction may be repeated whole after any failure.</remarks>
abstract class LogSession : IAsyncDisposable
{
    /// <summary>Locks the head of the chain against every other writer until the transaction ends, and looks up events in the log.</summary>
    public abstract Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events);

    /// <summary>Writes a batch and, unless more is to come, commits it, synced to disk.</summary>
    /// <returns>For each change of a notification, whether it applied.</returns>
    public abstract Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit);

    /// <summary>A statement of this transaction that every engine takes, its parameters called <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public abstract DbCommand Command(string sql, params IReadOnlyList<object> values);

    /// <summary>Executes such a statement.</summary>
    /// <returns>How many rows it met.</returns>
    public async Task<int> ExecuteAsync(string sql, params IReadOnlyList<object> values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>What a transaction found.</summary>
/// <param name="Head">The newest link of the chain.</param>
/// <param name="Recorded">Those of the events asked for that are in the log already, by source and source event id.</param>
sealed record LogState(ChainHead Head, HashSet<(string Source, string SourceEventId)> Recorded);

/// <summary>What one transaction adds and changes.</summary>
sealed class LogBatch
{
    public List<AuditEvent> Events { get; } = [];

    /// <summary>What the events refer to, to be found by.</summary>
    public IEnumerable<Correlation> Correlations => Events.SelectMany(Correlation.Of);

    public List<KeptPayload> Payloads { get; } = [];

    /// <summary>New notifications; one whose key exists already is left as it is.</summary>
    public List<Notification> Notifications { get; } = [];

    /// <summary>Changes of notifications, each applied only to what its sender saw.</summary>
    public List<NotificationChange> Changes { get; } = [];

    /// <summary>Per source: what was heard or refused in this batch, to be added to its row.</summary>
    public Dictionary<string, SourceHealth> Heard { get; } = new(StringComparer.Ordinal);

    public ChainHead Head { get; set; } = new();
}
