using SlackAudit.Events;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>One caller's work, waiting for the writer.</summary>
sealed class LogWork
{
    readonly TaskCompletionSource<LogWorkResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The source that was heard or refused; null for work of the outbox alone, and for history, of which nobody is told.</summary>
    public string? Source { get; init; }

    /// <summary>Sources that may not have been heard yet.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>A source whose row is written as it is, to see whether anything can be.</summary>
    public string? Tried { get; init; }

    /// <summary>The events of one delivery.</summary>
    public IReadOnlyList<AuditEvent> Events { get; init; } = [];

    /// <summary>The delivery's payload, redacted and compressed; its id is given by the writer.</summary>
    public KeptPayload? Payload { get; init; }

    /// <summary>Deliveries of the source that were refused, by reason, the newest first.</summary>
    public IReadOnlyList<RefusedDeliveries> Refused { get; init; } = [];

    /// <summary>What came in which hour.</summary>
    public IReadOnlyList<SourceHour> Hours { get; init; } = [];

    /// <summary>A turn that has to be taken first: if it is not ours, neither events nor hours are.</summary>
    public SourceTurn? Turn { get; init; }

    /// <summary>Notifications owed beside those of rules: digests.</summary>
    public IReadOnlyList<Notification> Owed { get; init; } = [];

    /// <summary>Changes of notifications.</summary>
    public IReadOnlyList<NotificationChange> Changes { get; init; } = [];

    /// <summary>What is pruned in the same transaction, unless the event that says so is there already.</summary>
    public Pruning? Pruning { get; init; }

    /// <summary>A name that gets another person in the same transaction, unless the event that says so is there already.</summary>
    public IdentityChange? Identity { get; init; }

    /// <summary>Ends when the work is committed, or throws why it is not.</summary>
    public Task<LogWorkResult> Completion => completion.Task;

    public void Complete(LogWorkResult result) => completion.TrySetResult(result);

    public void Fail(Exception exception) => completion.TrySetException(exception);
}

/// <summary>What was done of one caller's work.</summary>
/// <param name="Recorded">Events recorded.</param>
/// <param name="Duplicates">Events that the log already had.</param>
/// <param name="Changed">Changes of notifications that applied.</param>
readonly record struct LogWorkResult(int Recorded, int Duplicates, int Changed);
