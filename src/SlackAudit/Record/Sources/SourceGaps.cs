using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record.Sources;

/// <summary>Finds the gaps within a time: by what was told of sources, and by the hours in which the service was not there.</summary>
sealed class SourceGaps(AuditDbContext db, DateTimeOffset now)
{
    const int Told = 20;

    /// <summary>The most that are listed.</summary>
    public int Most { get; init; } = 10;

    /// <summary>How far back they are looked for. When nobody was here to hear is kept for a month only.</summary>
    public TimeSpan Reach { get; init; } = TimeSpan.FromDays(31);

    /// <summary>The gaps that touch what a question is about, in their order, the newest where there are too many.</summary>
    public async Task<IReadOnlyList<SourceGap>> OfAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var until = query.Until < now ? query.Until.Value : now;
        var since = query.Since is { } asked && now - asked < Reach ? asked : now - Reach;
        var gaps = (await OpenAsync(cancellationToken)).Concat(await ClosedAsync(since, cancellationToken))
            .Where(gap => query.Sources.Count == 0 || query.Sources.Any(name => Names.Match(gap.Source, name)))
            .Concat(await AwayAsync(cancellationToken))
            .Where(gap => gap.From < until && !(gap.To <= since));
        return [.. gaps.OrderByDescending(gap => gap.From).Take(Most).Reverse()];
    }

    async Task<IEnumerable<SourceGap>> OpenAsync(CancellationToken cancellationToken)
    {
        var states = await db.SourceStates.AsNoTracking().OrderBy(state => state.Source).ToListAsync(cancellationToken);
        return states.SelectMany(state => new[] { (state.Source, At: state.QuietSince, Why: GapReason.Quiet), (state.Source, At: state.RefusedSince, Why: GapReason.Refused) })
            .Where(open => open.At is not null).Select(open => new SourceGap(open.Source, open.At!.Value, null, open.Why));
    }

    // What ended within the time or after it may have begun within it.
    async Task<IEnumerable<SourceGap>> ClosedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = await db.Events.AsNoTracking().Where(e => e.ActionRoot == Actions.Tamper && e.OccurredAt >= since && e.Source == OwnSource.Name)
            .OrderByDescending(e => e.OccurredAt).Take(Told * Most).ToListAsync(cancellationToken);
        return told.Select(Closed).OfType<SourceGap>();
    }

    // heard/github/2026-03-02T10:00:00.000000Z, accepted/convox/2026-03-02T10, removed/convox/2026-03-02T10:00:00.000000Z
    static SourceGap? Closed(AuditEvent told)
    {
        var id = told.SourceEventId;
        var (kind, since) = (id.IndexOf('/', StringComparison.Ordinal), id.LastIndexOf('/'));
        if (kind < 0 || kind == since || told.Target is not { } source) return null;
        GapReason? reason = id[..kind] switch { "heard" or "removed" => GapReason.Quiet, "accepted" or "removed-refused" => GapReason.Refused, _ => null };
        return reason is { } why && DateTimeOffset.TryParseExact(id[(since + 1)..], ["yyyy-MM-ddTHH:mm:ss.ffffffZ", "yyyy-MM-ddTHH"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)
            ? new SourceGap(source, from.ToUniversalTime(), told.OccurredAt, why)
            : null;
    }

    async Task<IEnumerable<SourceGap>> AwayAsync(CancellationToken cancellationToken)
    {
        var since = now - Reach;
        var noted = await db.SourceHours.AsNoTracking().Where(hour => hour.Source == OwnSource.Name && hour.HourAt >= since).OrderBy(hour => hour.HourAt)
            .Select(hour => hour.HourAt).ToListAsync(cancellationToken);
        var gaps = noted.Zip(noted.Skip(1)).Where(pair => pair.Second - pair.First > TimeSpan.FromHours(1))
            .Select(pair => new SourceGap(null, pair.First.AddHours(1), pair.Second, GapReason.Away));
        // Whoever asks may do so where no service runs. An hour that has just begun may not have been noted yet.
        return noted.Count > 0 && now - noted[^1] > TimeSpan.FromHours(2) ? gaps.Append(new SourceGap(null, noted[^1].AddHours(1), null, GapReason.Away)) : gaps;
    }
}
