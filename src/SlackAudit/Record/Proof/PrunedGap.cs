namespace SlackAudit.Record.Proof;

/// <summary>Events that were pruned.</summary>
/// <param name="First">The first event's id.</param>
/// <param name="Last">The last event's id.</param>
/// <param name="Before">The hash of the event before the first, zeros where there is none; null when no event of the log vouches for the gap, which is a fault of its own.</param>
/// <param name="Hash">The last event's hash.</param>
readonly record struct PrunedGap(long First, long Last, byte[]? Before, byte[] Hash);
