using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record.Retention;

/// <summary>Walks the log from its oldest event, a page at a time so that no reader stays open while something is pruned.</summary>
sealed class DeliveryGroups(IDbContextFactory<AuditDbContext> contexts)
{
    internal int PageSize { get; init; } = 5_000;

    /// <summary>The deliveries up to the page that holds nothing recorded before the instant.</summary>
    public async IAsyncEnumerable<DeliveryGroup> UntilAsync(DateTimeOffset instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var group = new List<Row>();
        var (after, more, ended) = (0L, true, false);
        while (more)
        {
            var page = await PageAsync(after, cancellationToken);
            ended = page.Count < PageSize;
            more = !ended && page.Exists(row => row.RecordedAt < instant);
            foreach (var row in page)
            {
                if (group.Count > 0 && (row.PayloadId is null || row.PayloadId != group[0].PayloadId))
                {
                    yield return Of(group);
                    group = [];
                }
                group.Add(row);
                after = row.Id;
            }
        }
        // One that may go on behind the page is not whole.
        if (group.Count > 0 && ended) yield return Of(group);
    }

    async Task<List<Row>> PageAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Events.AsNoTracking().Where(e => e.Id > after).OrderBy(e => e.Id).Take(PageSize)
            .Select(e => new Row(e.Id, e.Source, e.Action, e.RecordedAt, e.PayloadId, db.Payloads.Any(p => p.Id == e.Id)))
            .ToListAsync(cancellationToken);
    }

    static DeliveryGroup Of(List<Row> rows) =>
        new(rows[0].Id, rows[^1].Id, rows[0].HasPayload, [.. rows.Select(row => new AgedEvent(row.Source, row.Action, row.RecordedAt))]);

    sealed record Row(long Id, string Source, string Action, DateTimeOffset RecordedAt, long? PayloadId, bool HasPayload);
}
