using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record;

/// <summary>What an event was owed, and in which messages it was told.</summary>
public sealed class EventNotifications
{
    // An event is owed one message a channel, and what belongs to it.
    const int Most = 50;

    readonly IDbContextFactory<AuditDbContext> contexts;

    internal EventNotifications(IDbContextFactory<AuditDbContext> contexts) => this.contexts = contexts;

    /// <summary>What an event was owed, in order.</summary>
    public async Task<IReadOnlyList<EventNotification>> OfAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var owed = await db.Notifications.AsNoTracking().Where(n => n.EventId == eventId).OrderBy(n => n.Id).Take(Most).ToListAsync(cancellationToken);
        var wholes = owed.Select(n => n.PartOf).OfType<long>().Distinct().ToList();
        var told = await db.Notifications.AsNoTracking().Where(n => wholes.Contains(n.Id)).ToDictionaryAsync(n => n.Id, cancellationToken);
        return [.. owed.Select(n => new EventNotification(n, n.PartOf is { } whole ? told.GetValueOrDefault(whole) : null))];
    }
}

/// <summary>A notification of an event.</summary>
/// <param name="Owed">The notification.</param>
/// <param name="Whole">The notification whose message tells it too; null for a message of its own.</param>
public sealed record EventNotification(Notification Owed, Notification? Whole);
