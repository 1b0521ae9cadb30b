using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Turns callers' work into the rows of one transaction: leaves out duplicates, links the chain, writes what is owed.</summary>
sealed class LogBatcher(INotificationRouter router, TimeProvider time)
{
    public async Task<(LogWorkResult[] Results, bool Owed)> WriteAsync(LogSession session, IReadOnlyList<LogWork> works)
    {
        var batch = new LogBatch { Head = await session.LockHeadAsync(CancellationToken.None) };
        var events = works.SelectMany(work => work.Events).ToList();
        var recorded = events.Count == 0 ? [] : await session.FindRecordedAsync(events, CancellationToken.None);
        var now = Instants.Truncate(time.GetUtcNow());
        var results = new LogWorkResult[works.Count];
        for (var i = 0; i < works.Count; i++)
        {
            var work = works[i];
            var added = Link(work, batch, recorded, now);
            Hear(work, batch, added, now);
            batch.Notifications.AddRange(work.Owed);
            var changed = work.Changes.Count == 0 ? 0 : await session.ApplyAsync(work.Changes, CancellationToken.None);
            results[i] = new LogWorkResult(added, work.Events.Count - added, changed);
        }
        await session.WriteAsync(batch, CancellationToken.None);
        return (results, batch.Notifications.Count > 0);
    }

    int Link(LogWork work, LogBatch batch, HashSet<(string, string)> recorded, DateTimeOffset now)
    {
        var first = batch.Head.Sequence + 1;
        var added = 0;
        foreach (var unrecorded in work.Events)
        {
            if (!recorded.Add((unrecorded.Source, unrecorded.SourceEventId))) continue;
            var linked = unrecorded with
            {
                Id = batch.Head.Sequence + 1,
                RecordedAt = now,
                PayloadId = work.Payload is null ? null : first,
            };
            linked = linked with { Hash = Chain.Link(batch.Head.Hash, linked) };
            batch.Head = batch.Head with { Sequence = linked.Id, Hash = linked.Hash };
            batch.Events.Add(linked);
            foreach (var owed in work.Source is null ? [] : router.Route(linked)) batch.Notifications.Add(Notification(linked, owed, now));
            added++;
        }
        if (added > 0 && work.Payload is { } payload) batch.Payloads.Add(payload with { Id = first });
        return added;
    }

    static Notification Notification(AuditEvent told, OwedNotification owed, DateTimeOffset now) => new()
    {
        Key = $"event:{told.Id}:{owed.Rule}",
        Rule = owed.Rule,
        Channel = owed.Channel,
        EventId = told.Id,
        CreatedAt = now,
        DueAt = now,
    };

    static void Hear(LogWork work, LogBatch batch, int added, DateTimeOffset now)
    {
        foreach (var expected in work.Expected) batch.Heard.TryAdd(expected, new SourceHealth { Source = expected });
        if (work.Source is not { } source) return;
        var heard = batch.Heard.TryGetValue(source, out var before) ? before : new SourceHealth { Source = source };
        batch.Heard[source] = work.Refused > 0
            ? heard with { Refused = heard.Refused + work.Refused, LastRefusedAt = now, LastRefusedReason = work.RefusedReason }
            : heard with { LastDeliveryAt = now, LastEventAt = added > 0 ? now : heard.LastEventAt };
    }
}
