namespace SlackAudit.Record;

/// <summary>A database engine, as far as writing the log differs between them.</summary>
interface ILogEngine
{
    /// <summary>Begins a transaction of the writer.</summary>
    Task<LogSession> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Whether a failure means that the database cannot take anything now, rather than that the work is wrong.</summary>
    bool IsUnavailable(Exception exception);

    /// <summary>Whether the same transaction may well succeed if it is repeated at once: a deadlock, a lost connection, somebody who was faster.</summary>
    bool IsTransient(Exception exception);
}
