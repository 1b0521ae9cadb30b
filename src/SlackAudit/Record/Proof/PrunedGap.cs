namespace SlackAudit.Record.Proof;

/// <summary>Events that were pruned, and that the log's own events say so of.</summary>
/// <param name="First">The first event's id.</param>
/// <param name="Last">The last event's id.</param>
/// <param name="Before">The hash of the event before the first, zeros where there is none.</param>
/// <param name="Hash">The last event's hash.</param>
readonly record struct PrunedGap(long First, long Last, byte[] Before, byte[] Hash);
