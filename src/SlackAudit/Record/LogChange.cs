namespace SlackAudit.Record;

/// <summary>A change of what the log keeps beside its events, made in the transaction of the event that says so.</summary>
abstract record LogChange
{
    /// <summary>Makes the change; the head's lock keeps everybody else out until the transaction ends.</summary>
    /// <returns>Whether it was ours to make: if not, nothing of the same work is recorded.</returns>
    public abstract Task<bool> TakeAsync(LogSession session);
}
