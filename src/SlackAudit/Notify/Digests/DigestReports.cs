using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.News;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>Asks the log what a digest tells. The figures are always whole; what is beside them and takes too long is left out, and said to be.</summary>
sealed class DigestReports(Questions questions, ConfirmedEvents confirmations, Checkpoints checkpoints, SourceReports sources, StoryReader stories, LogNews news, TimeProvider time)
{
    const int MostListed = 10;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The report of a digest over a period.</summary>
    public async Task<DigestReport> MakeAsync(DigestRule digest, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var now = digest.Of.Knowing(questions.People) with { Shape = QueryShape.List, Limit = null, Per = null, Since = start, Until = end };
        var before = now with { Since = DigestPeriods.StartOfPrevious(digest, start, end), Until = start };
        var deploys = await DigestDeploys.OfAsync(questions, now, cancellationToken);
        var deploysBefore = await DigestDeploys.OfAsync(questions, before, cancellationToken);
        var sensitive = await CountAsync(now.OnlySensitive(), before.OnlySensitive(), cancellationToken);
        var begins = await news.BeginsAtAsync(cancellationToken);
        var leftOut = new List<string>();
        return new DigestReport
        {
            Digest = digest,
            Start = start,
            End = end,
            StartOfPrevious = before.Since!.Value,
            Total = await CountAsync(now, before, cancellationToken),
            Deploys = new Compared(null, deploys.Sum(app => app.Count), deploysBefore.Sum(app => app.Count)),
            DeploysByApp = deploys,
            Sensitive = await SensitiveEvents.OfAsync(questions, confirmations, now, sensitive, cancellationToken),
            Failures = await ListAsync(now.OnlyFailed(), before.OnlyFailed(), cancellationToken),
            Actions = await CompareAsync(now, before, CountPer.Action, cancellationToken),
            Apps = await CompareAsync(now, before, CountPer.App, cancellationToken),
            Open = await InTimeAsync("sessions still open", leftOut, token => OpenSessions.OfAsync(questions, stories, now, end, token)!, cancellationToken),
            News = await InTimeAsync("what is new and what stopped", leftOut, token => new DigestNewsReader(news, questions, time).ReadAsync(digest, now, begins, token)!, cancellationToken),
            Velocity = await InTimeAsync("how fast deploys are", leftOut, token => VelocityAsync(digest, now, begins, token), cancellationToken),
            LeftOut = leftOut,
            Sources = [.. (await sources.MakeAsync(cancellationToken)).Where(source => now.Sources.Count == 0 || now.Sources.Any(name => Names.Match(source.Source, name)))],
            Checkpoint = await checkpoints.TakeAsync(cancellationToken),
        };
    }

    Task<Velocity?> VelocityAsync(DigestRule digest, AuditQuery now, DateTimeOffset? begins, CancellationToken cancellationToken)
    {
        var (start, end) = (now.Since!.Value, now.Until!.Value);
        // Of a time before the log nothing is known, which is not the same as that there was nothing.
        List<Stretch> stretches = [.. Stretch.Of(DigestKinds.Of(start, end, digest.TimeZone), end, digest.TimeZone).Where(stretch => stretch.End > begins)];
        return Velocity.OfAsync(questions, news, stories, now, stretches, time, cancellationToken);
    }

    async Task<T?> InTimeAsync<T>(string what, List<string> leftOut, Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await read(hurry.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What breaks off may say so in any way; that it was told to is certain.
            leftOut.Add(what);
            return null;
        }
    }

    async Task<Listed> ListAsync(AuditQuery? now, AuditQuery? before, CancellationToken cancellationToken)
    {
        if (now is null || before is null) return new Listed([], new Compared(null, 0, 0));
        var page = await questions.AskWhollyAsync(now, TimeZoneInfo.Utc, MostListed, cancellationToken);
        return new Listed(page.Events, await CountAsync(now, before, cancellationToken));
    }

    async Task<Compared> CountAsync(AuditQuery? now, AuditQuery? before, CancellationToken cancellationToken) => now is null || before is null ? new Compared(null, 0, 0) : new Compared(
        null,
        (await TallyAsync(now, null, cancellationToken)).Tallies.Sum(tally => tally.Count),
        (await TallyAsync(before, null, cancellationToken)).Tallies.Sum(tally => tally.Count));

    // The log lists the most frequent groups only. What lies beyond them is not known, and not said to be nothing.
    async Task<IReadOnlyList<Compared>> CompareAsync(AuditQuery now, AuditQuery before, CountPer per, CancellationToken cancellationToken)
    {
        var counted = await TallyAsync(now, per, cancellationToken);
        var earlier = await TallyAsync(before, per, cancellationToken);
        var earlierCounts = earlier.Tallies.ToLookup(Key, tally => tally.Count);
        var counts = counted.Tallies.Select(tally =>
            new Compared(tally.Name, tally.Count, earlier.MoreTallies == 0 || earlierCounts.Contains(Key(tally)) ? earlierCounts[Key(tally)].Sum() : null)).ToList();
        if (counted.MoreTallies > 0) return counts;
        var names = counted.Tallies.Select(Key).ToHashSet(StringComparer.Ordinal);
        return [.. counts, .. earlier.Tallies.Where(tally => !names.Contains(Key(tally))).Select(tally => new Compared(tally.Name, 0, tally.Count))];
    }

    static string Key(Tally tally) => Names.Fold(tally.Name ?? "");

    Task<Answer> TallyAsync(AuditQuery query, CountPer? per, CancellationToken cancellationToken) =>
        questions.AskWhollyAsync(query with { Shape = QueryShape.Count, Per = per }, TimeZoneInfo.Utc, 1, cancellationToken);
}
