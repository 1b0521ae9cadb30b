using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Takes checkpoints of the log and lists them. A log that has not grown gets no second one.</summary>
public sealed class Checkpoints(IDbContextFactory<AuditDbContext> contexts, TimeProvider time, ILogger<Checkpoints> logger)
{
    /// <summary>Takes a checkpoint now. One that cannot be stored is still returned: posted, it proves as much.</summary>
    public async Task<Checkpoint> TakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await db.ChainHead.AsNoTracking().SingleAsync(cancellationToken);
        var checkpoint = new Checkpoint { Sequence = head.Sequence, Hash = head.Hash, TakenAt = Instants.Truncate(time.GetUtcNow()) };
        // An empty log has nothing to prove.
        if (head.Sequence == 0 || await db.Checkpoints.AnyAsync(c => c.Sequence == head.Sequence, cancellationToken)) return checkpoint;
        db.Checkpoints.Add(checkpoint);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbUpdateException or DbException)
        {
            // Another process may have been faster; the next one is never more than an hour away.
            logger.LogWarning(exception, "The checkpoint of event {Sequence} was not stored.", head.Sequence);
        }
        return checkpoint;
    }

    /// <summary>The newest checkpoints, newest first.</summary>
    /// <param name="count">The most to list.</param>
    /// <param name="before">Only those of fewer events than this; null for the newest.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<Checkpoint>> NewestAsync(int count, long? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var end = before ?? long.MaxValue;
        return await db.Checkpoints.AsNoTracking().Where(c => c.Sequence < end).OrderByDescending(c => c.Sequence).Take(count).ToListAsync(cancellationToken);
    }
}
