using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Messages;

/// <summary>Messages that tell more than one notification: which are open to others, what joins them, and when they are to be edited.</summary>
public sealed class LivingMessages
{
    const int NewestOfKind = 20;
    const int NewestPosted = 500;

    readonly LogWriter writer;
    readonly IDbContextFactory<AuditDbContext> contexts;

    internal LivingMessages(LogWriter writer, IDbContextFactory<AuditDbContext> contexts) => (this.writer, this.contexts) = (writer, contexts);

    /// <summary>The message of a thing that a notification belongs to, if there is one in its channel that is still open; null for none. What is sensitive belongs to none that tells other things.</summary>
    public async Task<Notification?> OfThingAsync(Notification notification, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var before = await db.Notifications.AsNoTracking()
            .Where(n => n.Channel == notification.Channel && n.Thing == notification.Thing && n.Id < notification.Id && (n.State == NotificationState.Posted || n.State == NotificationState.Joined))
            .OrderByDescending(n => n.Id).FirstOrDefaultAsync(cancellationToken);
        if (before?.PartOf is { } head) before = await db.Notifications.AsNoTracking().FirstOrDefaultAsync(n => n.Id == head, cancellationToken);
        return before?.LivesUntil > now && (!notification.Sensitive || before.Thing == notification.Thing) ? before : null;
    }

    /// <summary>The messages in a notification's channel that tell its kind, were posted since an instant and are still open, the newest first; first of all one that others of the kind have joined.</summary>
    /// <remarks>As far as the newest rows of the kind show: however long the history is, that is a few rows.</remarks>
    public async Task<IReadOnlyList<Notification>> OfKindAsync(Notification notification, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Notifications.AsNoTracking()
            .Where(n => n.Channel == notification.Channel && n.Kind == notification.Kind && n.Id < notification.Id)
            .OrderByDescending(n => n.Id).Take(NewestOfKind).Select(n => new { n.Id, n.State, n.PartOf, n.Thing }).ToListAsync(cancellationToken);
        var ids = rows.Where(row => row.State is NotificationState.Posted or NotificationState.Joined).Select(row => row.PartOf ?? row.Id).Distinct().ToList();
        var heads = await db.Notifications.AsNoTracking()
            .Where(n => ids.Contains(n.Id) && n.State == NotificationState.Posted && n.About == NotificationAbout.Event && n.DueAt > since && n.LivesUntil > now)
            .OrderByDescending(n => n.Id).ToListAsync(cancellationToken);
        var joined = heads.Find(head => rows.Exists(row => row.PartOf == head.Id && (row.Thing is null || row.Thing != head.Thing)));
        return joined is null ? heads : [joined, .. heads.Where(head => head != joined)];
    }

    /// <summary>What is owed next of the same thing and kind as a notification, itself included.</summary>
    public async Task<IReadOnlyList<Notification>> OwedOfThingAsync(Notification notification, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking()
            .Where(n => n.Channel == notification.Channel && n.Thing == notification.Thing && n.Kind == notification.Kind && n.Id >= notification.Id && n.State == NotificationState.Pending)
            .OrderBy(n => n.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>The newest summary of a sort in a channel, whether it was posted or is owed; null for none.</summary>
    public async Task<Notification?> SummaryAsync(string channel, string sort, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking()
            .Where(n => n.Channel == channel && n.Thing == sort && n.About == NotificationAbout.Summary)
            .OrderByDescending(n => n.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What a channel is owed one by one and may be told together: by kind, at most so many.</summary>
    public async Task<IReadOnlyList<Notification>> SummableAsync(string channel, DateTimeOffset dueBefore, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking()
            .Where(n => n.Channel == channel && (n.State == NotificationState.Pending || n.State == NotificationState.Waiting)
                && n.About == NotificationAbout.Event && n.Kind != null && n.SlackChannel == null && !n.Sensitive && !n.MayRepeat && n.CreatedAt <= dueBefore && (n.State == NotificationState.Waiting || n.DueAt <= dueBefore))
            .OrderBy(n => n.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>When the newest messages of a channel were posted, the newest first.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> PostedAsync(string channel, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().Where(n => n.Channel == channel && n.State == NotificationState.Posted && n.About == NotificationAbout.Event)
            .OrderByDescending(n => n.Id).Take(count).Select(n => n.DueAt).ToListAsync(cancellationToken);
    }

    /// <summary>With what the kinds begin that a channel was told of since an instant.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(string channel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await db.Notifications.AsNoTracking().Where(n => n.Channel == channel && n.State == NotificationState.Posted)
            .OrderByDescending(n => n.Id).Take(NewestPosted).Select(n => new { n.Kind, n.DueAt }).ToListAsync(cancellationToken);
        return newest.Where(n => n.Kind is not null && n.DueAt >= since).Select(n => Kinds.Beginning(n.Kind!)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How many notifications a message tells beside its own, since an instant.</summary>
    public async Task<int> CountAsync(long head, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.CountAsync(n => n.PartOf == head && n.State == NotificationState.Joined && n.DueAt >= since, cancellationToken);
    }

    /// <summary>What a message tells beside its own notification: how many, by kind, and the newest.</summary>
    /// <param name="head">The notification whose message it is.</param>
    /// <param name="newest">How many of the newest.</param>
    /// <param name="thing">Its own thing, of which all that is told is one; null for none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<MessageParts> PartsAsync(long head, int newest, string? thing, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var parts = db.Notifications.AsNoTracking().Where(n => n.PartOf == head && n.State == NotificationState.Joined);
        if (thing is not null) parts = parts.Where(n => n.Thing == null || n.Thing != thing);
        var kinds = await parts.GroupBy(n => n.Kind).Select(kind => new { kind.Key, Count = kind.Count() }).ToListAsync(cancellationToken);
        var ids = await parts.OrderByDescending(n => n.Id).Take(newest).Select(n => n.EventId!.Value).ToListAsync(cancellationToken);
        return new MessageParts(
            [.. kinds.Select(kind => (kind.Key ?? "", kind.Count))],
            await db.Events.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderByDescending(e => e.Id).ToListAsync(cancellationToken),
            await parts.MinAsync(n => (DateTimeOffset?)n.CreatedAt, cancellationToken),
            await parts.MaxAsync(n => (DateTimeOffset?)n.CreatedAt, cancellationToken));
    }

    /// <summary>The events of a thing from a message of it on, in the order of the outbox; those that are muted, too, since a message that grows says what became of its thing.</summary>
    public async Task<IReadOnlyList<AuditEvent>> EventsOfThingAsync(Notification head, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = db.Notifications.Where(n => n.Channel == head.Channel && n.Thing == head.Thing && n.Id >= head.Id).OrderBy(n => n.Id).Take(count).Select(n => n.EventId);
        return await db.Events.AsNoTracking().Where(e => ids.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The messages that are to be edited, those that have waited longest first.</summary>
    public async Task<IReadOnlyList<Notification>> EditsAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().Where(n => n.EditDueAt != null && n.State == NotificationState.Posted)
            .OrderBy(n => n.EditDueAt).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Owes a summary to a channel unless it is owed already.</summary>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<Notification> SummarizeAsync(Notification summary, CancellationToken cancellationToken)
    {
        await writer.CommitAsync(new LogWork { Owed = [summary] }, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().SingleAsync(n => n.Key == summary.Key, cancellationToken);
    }

    /// <summary>Has a message tell other notifications, too, which are then no longer owed.</summary>
    /// <returns>How many joined: those that nobody has begun to send meanwhile.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    internal async Task<int> JoinAsync(Joining joining, CancellationToken cancellationToken)
    {
        await writer.CommitAsync(new LogWork { Change = joining, Owed = joining.Replies }, cancellationToken);
        return joining.Joined;
    }

    /// <summary>Makes a change of a message's edits.</summary>
    /// <returns>Whether it was ours to make.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    internal async Task<bool> ChangeAsync(LogChange change, CancellationToken cancellationToken) =>
        (await writer.CommitAsync(new LogWork { Change = change }, cancellationToken)).Taken;
}

/// <summary>What a message tells beside its own notification.</summary>
/// <param name="Kinds">How many of each kind.</param>
/// <param name="Newest">The events of the newest, the newest first.</param>
/// <param name="FirstAt">When the first became owed; null for none.</param>
/// <param name="LastAt">When the last became owed; null for none.</param>
public sealed record MessageParts(IReadOnlyList<(string Kind, int Count)> Kinds, IReadOnlyList<AuditEvent> Newest, DateTimeOffset? FirstAt, DateTimeOffset? LastAt)
{
    /// <summary>How many there are.</summary>
    public int Count { get; init; } = Kinds.Sum(kind => kind.Count);
}
