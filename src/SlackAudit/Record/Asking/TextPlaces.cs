namespace SlackAudit.Record.Asking;

/// <summary>Where a text may be, as an index of texts knows it.</summary>
/// <param name="At">The newest instants of events that may hold it, newest first.</param>
/// <param name="IsAll">Whether there are no further ones.</param>
/// <param name="FedTo">The last event that the index knows.</param>
sealed record TextPlaces(IReadOnlyList<DateTimeOffset> At, bool IsAll, long FedTo);
