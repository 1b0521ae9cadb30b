using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record;

/// <summary>What people have said in Slack about what is told: the rules that they made, and what they muted.</summary>
public sealed class RuleBook
{
    /// <summary>How long a mute that is over is still shown.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly TimeProvider time;
    readonly ILogger<RuleBook> logger;
    readonly Lock gate = new();
    volatile RulePage page = RulePage.Empty;
    int asked;
    int shown;

    internal RuleBook(IDbContextFactory<AuditDbContext> contexts, TimeProvider time, ILogger<RuleBook> logger) => (this.contexts, this.time, this.logger) = (contexts, time, logger);

    /// <summary>What was read last; the same one until something has changed.</summary>
    public RulePage Page => page;

    /// <summary>Reads it anew: another process may have changed it. Where it cannot be read, what was known stays.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var turn = Interlocked.Increment(ref asked);
            var read = await ReadAsync(cancellationToken);
            lock (gate)
            {
                // Whoever has just changed something looks after that: what was begun to be read before does not know it.
                if (turn < shown) return;
                shown = turn;
                if (!read.Subscriptions.SequenceEqual(page.Subscriptions) || !read.Mutes.SequenceEqual(page.Mutes)) page = read;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing can be recorded either while the database is away.
            logger.LogDebug("The rules made in Slack could not be read; they are as before. ({Reason})", exception.Message);
        }
    }

    /// <summary>What stands there now.</summary>
    public async Task<RulePage> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var over = time.GetUtcNow() - Remembered;
        return new RulePage(
            await db.Subscriptions.AsNoTracking().OrderBy(subscription => subscription.Name).ToListAsync(cancellationToken),
            await db.Mutes.AsNoTracking().Where(mute => mute.Until > over).OrderBy(mute => mute.MutedAt).ThenBy(mute => mute.Id).ToListAsync(cancellationToken));
    }
}

/// <summary>What people have said about what is told, at one moment.</summary>
/// <param name="Subscriptions">The rules that they made, by name.</param>
/// <param name="Mutes">What they muted, the oldest first; also what was muted until a day ago.</param>
public sealed record RulePage(IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<Mute> Mutes)
{
    /// <summary>Nobody has said anything.</summary>
    public static readonly RulePage Empty = new([], []);
}
