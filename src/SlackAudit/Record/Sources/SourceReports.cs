using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>Asks the log how each source is doing.</summary>
public sealed class SourceReports(IDbContextFactory<AuditDbContext> contexts, WatchSettings settings, TimeProvider time)
{
    /// <summary>Every source that is configured or was ever heard, by name.</summary>
    public async Task<IReadOnlyList<SourceReport>> MakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var since = SourceHour.Of(now).AddDays(-Habit.Days);
        var health = await db.SourceHealth.AsNoTracking().Where(source => source.Source != OwnSource.Name).ToDictionaryAsync(source => source.Source, cancellationToken);
        var states = await db.SourceStates.AsNoTracking().ToDictionaryAsync(state => state.Source, cancellationToken);
        var refused = (await db.SourceRefusals.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(each => each.Source);
        var hours = (await db.SourceHours.AsNoTracking().Where(hour => hour.HourAt >= since).ToListAsync(cancellationToken)).ToLookup(hour => hour.Source);
        var listened = hours[OwnSource.Name].Select(hour => hour.HourAt).ToHashSet();
        return
        [
            .. health.Keys.Union(settings.QuietAfter.Keys).Order(StringComparer.Ordinal).Select(name => Report(
                health.GetValueOrDefault(name) ?? new SourceHealth { Source = name }, states.GetValueOrDefault(name), [.. hours[name]], listened,
                [.. refused[name].OrderByDescending(each => each.LastAt)], now)),
        ];
    }

    SourceReport Report(
        SourceHealth health, SourceState? state, IReadOnlyList<SourceHour> hours, HashSet<DateTimeOffset> listened, IReadOnlyList<RefusedDeliveries> refused, DateTimeOffset now)
    {
        var isConfigured = settings.QuietAfter.TryGetValue(health.Source, out var told);
        return new SourceReport
        {
            Health = health,
            IsConfigured = isConfigured,
            LastHour = SourceRate.Of(hours, now, TimeSpan.FromHours(1)),
            LastDay = SourceRate.Of(hours, now, TimeSpan.FromDays(1)),
            LastWeek = SourceRate.Of(hours, now, TimeSpan.FromDays(7)),
            QuietAfter = !isConfigured || told == WatchSettings.Never ? null : told ?? Habit.QuietAfter(hours, listened, now, settings.Zone),
            Silence = health.LastDeliveryAt is { } last ? Silence(last, listened, now) : null,
            QuietSince = state?.QuietSince,
            RefusedSince = state?.RefusedSince,
            Refused = refused,
            Skew = ClockSkew.Of(hours, now),
        };
    }

    // While the service was not there, nobody could be heard: the silence begins when it came back.
    static TimeSpan Silence(DateTimeOffset last, HashSet<DateTimeOffset> listened, DateTimeOffset now)
    {
        var hour = SourceHour.Of(now);
        // The hour that has just begun may not have been noted yet.
        var back = listened.Contains(hour) ? hour : hour.AddHours(-1);
        while (back > last && listened.Contains(back.AddHours(-1))) back = back.AddHours(-1);
        var since = back > last ? back : last;
        return now > since ? now - since : TimeSpan.Zero;
    }
}
