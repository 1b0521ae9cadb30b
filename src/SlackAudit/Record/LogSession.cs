using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One transaction of the writer: the few statements in which database engines differ.</summary>
/// <remarks>Disposing without <see cref="CommitAsync"/> rolls back. A batch may be repeated whole after any failure.</remarks>
abstract class LogSession : IAsyncDisposable
{
    /// <summary>Locks the head of the chain against every other writer until the transaction ends, and reads it.</summary>
    public abstract Task<ChainHead> LockHeadAsync(CancellationToken cancellationToken);

    /// <summary>Which of these events are in the log already, by source and source event id.</summary>
    public abstract Task<HashSet<(string Source, string SourceEventId)>> FindRecordedAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken);

    /// <summary>Writes new rows and the new head.</summary>
    public abstract Task WriteAsync(LogBatch batch, CancellationToken cancellationToken);

    /// <summary>Applies changes of notifications.</summary>
    /// <returns>How many applied.</returns>
    public abstract Task<int> ApplyAsync(IReadOnlyList<NotificationChange> changes, CancellationToken cancellationToken);

    /// <summary>Commits, synced to disk.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>The rows that one transaction adds.</summary>
sealed class LogBatch
{
    public List<AuditEvent> Events { get; } = [];

    public List<KeptPayload> Payloads { get; } = [];

    /// <summary>New notifications; one whose key exists already is left as it is.</summary>
    public List<Notification> Notifications { get; } = [];

    /// <summary>Per source: what was heard or refused in this batch, to be added to its row.</summary>
    public Dictionary<string, SourceHealth> Heard { get; } = new(StringComparer.Ordinal);

    public ChainHead Head { get; set; } = new();
}
