using SlackAudit.Events;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>Turns callers' work into one transaction: leaves out duplicates, links the chain, adds what is owed.</summary>
sealed class LogBatcher(INotificationRouter router, TimeProvider time, LogMeters? meters = null)
{
    public async Task<(LogWorkResult[] Results, bool Owed)> CommitAsync(LogSession session, IReadOnlyList<LogWork> works)
    {
        var (head, recorded) = await session.LockAsync([.. works.SelectMany(work => work.Events)]);
        var batch = new LogBatch { Head = head };
        var now = Instants.Truncate(time.GetUtcNow());
        var added = new int[works.Count];
        var taken = new bool[works.Count];
        for (var i = 0; i < works.Count; i++)
        {
            // What is recorded is done: an earlier try of the same work may have been committed.
            var isDone = works[i].Change is not null && works[i].Events is [var said, ..] && recorded.Contains((said.Source, said.SourceEventId));
            var isOurs = !isDone && (works[i].Change is not { } change || await change.TakeAsync(session));
            taken[i] = isDone || isOurs;
            if (isOurs)
            {
                added[i] = Link(works[i], batch, recorded, now);
                foreach (var hour in works[i].Hours) await SourceStatements.AddAsync(session, hour);
                batch.Notifications.AddRange(works[i].Owed);
            }
            foreach (var refused in works[i].Refused) await SourceStatements.AddAsync(session, refused);
            Hear(works[i], batch, added[i], now);
            batch.Changes.AddRange(works[i].Changes);
        }
        foreach (var source in works.Select(work => work.Tried).OfType<string>().Distinct()) await TryAsync(session, source);
        var applied = new Queue<bool>(await session.WriteAsync(batch, commit: true));
        meters?.Recorded(batch.Events);
        var results = works.Select((work, i) =>
            new LogWorkResult(added[i], work.Events.Count - added[i], work.Changes.Count(_ => applied.Dequeue()), taken[i]));
        return ([.. results], batch.Notifications.Count > 0);
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
        Key = owed.About == NotificationAbout.Event ? $"event:{told.Id}:{owed.Channel}" : $"{Outbox.Word(owed.About)}:{told.Id}",
        About = owed.About,
        Rule = owed.Rule,
        Channel = owed.Channel,
        EventId = told.Id,
        Kind = owed.Kind,
        Thing = owed.Thing,
        Sensitive = told.Sensitive,
        State = owed.Muted is null ? NotificationState.Pending : NotificationState.Muted,
        Reason = owed.Muted,
        CreatedAt = now,
        DueAt = owed.DueAt ?? now,
    };

    // There and back within the transaction: what stays as it was all along, SQLite would not write.
    static async Task TryAsync(LogSession session, string source)
    {
        foreach (var step in new[] { 1, -1 })
            await session.WriteAsync(new LogBatch { Heard = { [source] = new SourceHealth { Source = source, Refused = step } } }, commit: false);
    }

    static void Hear(LogWork work, LogBatch batch, int added, DateTimeOffset now)
    {
        foreach (var expected in work.Expected) batch.Heard.TryAdd(expected, new SourceHealth { Source = expected });
        if (work.Source is not { } source || source == OwnSource.Name) return;
        var heard = batch.Heard.TryGetValue(source, out var before) ? before : new SourceHealth { Source = source };
        batch.Heard[source] = work.Refused.Count > 0
            ? heard with { Refused = heard.Refused + work.Refused.Sum(refused => refused.Refused), LastRefusedAt = work.Refused[0].LastAt, LastRefusedReason = work.Refused[0].Sentence }
            : heard with { LastDeliveryAt = now, LastEventAt = added > 0 ? now : heard.LastEventAt };
    }
}
