using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks the log what a digest tells.</summary>
sealed class DigestReports(Questions questions, Checkpoints checkpoints)
{
    const int MostListed = 10;

    /// <summary>The report of a digest over a period.</summary>
    public async Task<DigestReport> MakeAsync(DigestRule digest, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var now = digest.Of.Knowing(questions.People) with { Shape = QueryShape.List, Limit = null, Per = null, Since = start, Until = end };
        var before = now with { Since = DigestPeriods.StartOfPrevious(digest, start, end), Until = start };
        var deploys = await DigestDeploys.OfAsync(questions, now, cancellationToken);
        var deploysBefore = await DigestDeploys.OfAsync(questions, before, cancellationToken);
        return new DigestReport
        {
            Digest = digest,
            Start = start,
            End = end,
            Total = await CountAsync(now, before, cancellationToken),
            Deploys = new Compared(null, deploys.Sum(app => app.Count), deploysBefore.Sum(app => app.Count)),
            DeploysByApp = deploys,
            Sensitive = await ListAsync(Sensitive(now), Sensitive(before), cancellationToken),
            Failures = await ListAsync(Failed(now), Failed(before), cancellationToken),
            Actions = await CompareAsync(now, before, CountPer.Action, cancellationToken),
            Apps = await CompareAsync(now, before, CountPer.App, cancellationToken),
            Sources = await questions.SourcesAsync(cancellationToken),
            Checkpoint = await checkpoints.TakeAsync(cancellationToken),
        };
    }

    // Narrower than the digest's own question, never wider; null where that leaves nothing.
    static AuditQuery? Sensitive(AuditQuery query) => query.Sensitive == false ? null : query with { Sensitive = true };

    static AuditQuery? Failed(AuditQuery query) =>
        query.Outcomes.Count == 0 || query.Outcomes.Contains(Outcome.Failure) ? query with { Outcomes = [Outcome.Failure] } : null;

    async Task<Listed> ListAsync(AuditQuery? now, AuditQuery? before, CancellationToken cancellationToken)
    {
        if (now is null || before is null) return new Listed([], new Compared(null, 0, 0));
        var page = await questions.AskWhollyAsync(now, TimeZoneInfo.Utc, MostListed, cancellationToken);
        return new Listed(page.Events, await CountAsync(now, before, cancellationToken));
    }

    async Task<Compared> CountAsync(AuditQuery now, AuditQuery before, CancellationToken cancellationToken) => new(
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
