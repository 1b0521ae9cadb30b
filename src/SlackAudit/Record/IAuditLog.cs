using SlackAudit.Events;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>The one way into the log.</summary>
public interface IAuditLog
{
    /// <summary>
    /// Records the events of one delivery together with the notifications owed for them, in one synced transaction, and
    /// returns only after its commit. Events already recorded (same source and source event id) are left as they are.
    /// </summary>
    /// <param name="source">The configured name of the source, which is heard from even if the delivery holds no event.</param>
    /// <param name="events">The events as read; secrets and unshowable characters are removed here.</param>
    /// <param name="payload">The payload to keep beside them, JSON or text as received; empty to keep none.</param>
    /// <param name="cancellationToken">Given up before queueing only; what is queued is committed all the same.</param>
    /// <exception cref="LogUnavailableException">Nothing was recorded, as far as can be known; the sender should repeat.</exception>
    Task<AppendResult> AppendAsync(string source, IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Makes the log know sources that it may not have heard yet, so that an answer can say so.</summary>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    Task ExpectAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken);

    /// <summary>Counts refused deliveries of a source in its health, and records an event when they begin to be.</summary>
    /// <param name="source">The configured name of the source.</param>
    /// <param name="refused">What was refused, by reason, the newest first.</param>
    /// <param name="clientAddress">Where the first of them came from; null if that is not known.</param>
    /// <param name="cancellationToken">As for <see cref="AppendAsync"/>.</param>
    /// <exception cref="LogUnavailableException">Nothing was counted.</exception>
    Task RefusedAsync(string source, IReadOnlyList<RefusedDeliveries> refused, string? clientAddress, CancellationToken cancellationToken);
}

/// <summary>What became of a delivery.</summary>
/// <param name="Recorded">Events recorded by this call.</param>
/// <param name="Duplicates">Events that the log already had.</param>
public readonly record struct AppendResult(int Recorded, int Duplicates);

/// <summary>The log cannot take anything now: its database is away, full, read-only or behind. The message is for operators.</summary>
public sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
