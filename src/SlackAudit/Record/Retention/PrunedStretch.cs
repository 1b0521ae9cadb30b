namespace SlackAudit.Record.Retention;

/// <summary>Events one behind the other that one transaction prunes, as the log's own event about it says.</summary>
/// <param name="First">The first event's id.</param>
/// <param name="Last">The last event's id.</param>
/// <param name="Before">The hash of the event before the first, so that what is kept before the gap stays bound to what comes after it.</param>
/// <param name="Hash">The last event's hash.</param>
/// <param name="NewestAt">When the newest of them occurred, though never later than it was recorded.</param>
sealed record PrunedStretch(long First, long Last, byte[] Before, byte[] Hash, DateTimeOffset NewestAt);

/// <summary>Ids one behind the other, both included.</summary>
readonly record struct IdRange(long First, long Last)
{
    public long Count => Last - First + 1;
}
