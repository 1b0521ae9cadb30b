using SlackAudit.Events;
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

    /// <summary>What changes beside the events, unless the first of them is in the log already: if it is not ours to make, nothing is recorded or owed either.</summary>
    public LogChange? Change { get; init; }

    /// <summary>Notifications owed beside those of rules: digests, summaries and replies.</summary>
    public IReadOnlyList<Notification> Owed { get; init; } = [];

    /// <summary>Changes of notifications.</summary>
    public IReadOnlyList<NotificationChange> Changes { get; init; } = [];

    /// <summary>Ends when the work is committed, or throws why it is not.</summary>
    public Task<LogWorkResult> Completion => completion.Task;

    public void Complete(LogWorkResult result) => completion.TrySetResult(result);

    public void Fail(Exception exception) => completion.TrySetException(exception);
}

/// <summary>What was done of one caller's work.</summary>
/// <param name="Recorded">Events recorded.</param>
/// <param name="Duplicates">Events that the log already had.</param>
/// <param name="Changed">Changes of notifications that applied.</param>
/// <param name="Taken">Whether <see cref="LogWork.Change"/> was made, now or by an earlier try.</param>
readonly record struct LogWorkResult(int Recorded, int Duplicates, int Changed, bool Taken);
