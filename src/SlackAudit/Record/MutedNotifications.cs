using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record;

/// <summary>What was not told because somebody had muted it.</summary>
public sealed class MutedNotifications
{
    /// <summary>The most that are counted in one channel.</summary>
    public const int Most = 5_000;

    readonly IDbContextFactory<AuditDbContext> contexts;

    internal MutedNotifications(IDbContextFactory<AuditDbContext> contexts) => this.contexts = contexts;

    /// <summary>The newest muted notifications of some channels since an instant, counted by channel, rule and reason.</summary>
    public async Task<IReadOnlyList<MutedCount>> CountAsync(IReadOnlyCollection<string> channels, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = new List<MutedCount>();
        foreach (var channel in channels)
        {
            var rows = await db.Notifications.Where(n => n.State == NotificationState.Muted && n.Channel == channel)
                .OrderByDescending(n => n.Id).Take(Most).Where(n => n.CreatedAt >= since)
                .GroupBy(n => new { n.Rule, n.Reason }).Select(group => new { group.Key.Rule, group.Key.Reason, Count = group.Count(), Since = group.Min(n => n.CreatedAt) })
                .ToListAsync(cancellationToken);
            var isPart = rows.Sum(row => row.Count) == Most;
            counts.AddRange(rows.Select(row => new MutedCount(channel, row.Rule, row.Reason ?? "", row.Count, row.Since) { IsPart = isPart }));
        }
        return counts;
    }
}

/// <summary>How many notifications of a rule were muted for one reason.</summary>
/// <param name="Channel">The channel that was not told.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Who muted it, until when and why.</param>
/// <param name="Count">How many.</param>
/// <param name="Since">When the first of them would have been told.</param>
public sealed record MutedCount(string Channel, string Rule, string Reason, int Count, DateTimeOffset Since)
{
    /// <summary>Whether there may be older ones, since a channel's newest are counted only.</summary>
    public bool IsPart { get; init; }
}
