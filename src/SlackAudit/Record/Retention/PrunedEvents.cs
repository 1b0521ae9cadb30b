using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Retention;

/// <summary>What is known of events that were pruned.</summary>
public sealed class PrunedEvents(IDbContextFactory<AuditDbContext> contexts)
{
    /// <summary>The range in which an event was pruned; null for an event that was not.</summary>
    public async Task<PrunedRange?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var range = await db.PrunedRanges.AsNoTracking().Where(r => r.FirstId <= id).OrderByDescending(r => r.FirstId).FirstOrDefaultAsync(cancellationToken);
        return range?.LastId >= id ? range : null;
    }

    /// <summary>How many events were pruned, and when last; null when none was.</summary>
    public async Task<PrunedSum?> SumAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ranges = db.PrunedRanges.AsNoTracking();
        return await ranges.MaxAsync(r => (DateTimeOffset?)r.PrunedAt, cancellationToken) is { } last
            ? new PrunedSum(await ranges.SumAsync(r => r.LastId - r.FirstId + 1, cancellationToken), last)
            : null;
    }

    /// <summary>Up to when events that an answer might have told of were pruned; null where it looked at no such time.</summary>
    internal static async Task<DateTimeOffset?> UntilAsync(AuditDbContext db, Answer answer, CancellationToken cancellationToken)
    {
        var newest = await db.PrunedRanges.OrderByDescending(r => r.NewestAt).Select(r => (DateTimeOffset?)r.NewestAt).FirstOrDefaultAsync(cancellationToken);
        if (newest is null || answer.Query.Since > newest) return null;
        var isFull = answer.Events.Count > 0 && (answer.Older is not null || answer.Query.Limit <= answer.Events.Count);
        return isFull && answer.Events[^1].OccurredAt > newest ? null : newest;
    }
}

/// <summary>What was pruned of a log.</summary>
/// <param name="Events">How many events.</param>
/// <param name="LastAt">When the last of them were pruned.</param>
public sealed record PrunedSum(long Events, DateTimeOffset LastAt);
