using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Asks the log what a digest tells.</summary>
sealed class DigestReports(Questions questions, Checkpoints checkpoints)
{
    const int MostListed = 10;
    const int MostDeploys = 500;

    /// <summary>The report of a digest over a period.</summary>
    public async Task<DigestReport> MakeAsync(DigestRule digest, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var now = digest.Of with { Shape = QueryShape.List, Limit = null, Per = null, Since = start, Until = end };
        var before = now with { Since = start - (end - start), Until = start };
        return new DigestReport
        {
            Digest = digest,
            Start = start,
            End = end,
            Actions = await CompareAsync(now, before, CountPer.Action, cancellationToken),
            Apps = await CompareAsync(now, before, CountPer.App, cancellationToken),
            Deploys = await DeploysAsync(now, cancellationToken),
            Sensitive = await ListAsync(now with { Sensitive = true }, before with { Sensitive = true }, cancellationToken),
            Failures = await ListAsync(now with { Outcomes = [Outcome.Failure] }, before with { Outcomes = [Outcome.Failure] }, cancellationToken),
            Checkpoint = await checkpoints.TakeAsync(cancellationToken),
        };
    }

    async Task<IReadOnlyList<Compared>> CompareAsync(AuditQuery now, AuditQuery before, CountPer per, CancellationToken cancellationToken)
    {
        var counted = await TallyAsync(now, per, cancellationToken);
        var earlier = (await TallyAsync(before, per, cancellationToken)).ToDictionary(tally => tally.Name ?? "", tally => tally.Count);
        var compared = counted.Select(tally => new Compared(tally.Name, tally.Count, earlier.GetValueOrDefault(tally.Name ?? "")));
        var stopped = earlier.Where(tally => counted.All(counting => (counting.Name ?? "") != tally.Key))
            .Select(tally => new Compared(tally.Key.Length == 0 ? null : tally.Key, 0, tally.Value));
        return [.. compared, .. stopped];
    }

    async Task<Listed> ListAsync(AuditQuery now, AuditQuery before, CancellationToken cancellationToken)
    {
        var page = await questions.AskAsync(now, TimeZoneInfo.Utc, MostListed, null, cancellationToken);
        var count = await TallyAsync(now, null, cancellationToken);
        var earlier = await TallyAsync(before, null, cancellationToken);
        return new Listed(page.Events, count.Sum(tally => tally.Count), earlier.Sum(tally => tally.Count));
    }

    // A deployment tells its start and its end: the start is left out where the end is known.
    async Task<IReadOnlyList<AuditEvent>> DeploysAsync(AuditQuery now, CancellationToken cancellationToken)
    {
        if (now.Actions.Count > 0 && !now.Actions.Any(action => Actions.Root(action) == Actions.Deploy)) return [];
        var deploys = (await questions.AskAsync(now with { Actions = [Actions.Deploy] }, TimeZoneInfo.Utc, MostDeploys, null, cancellationToken)).Events;
        var finished = deploys.Where(e => e.Outcome != Outcome.Started).Select(Identity).ToHashSet();
        return [.. deploys.Where(e => e.Outcome != Outcome.Started || !finished.Contains(Identity(e)))];
    }

    static (string?, string?, string?) Identity(AuditEvent e) => (e.AppPath ?? e.AppKey, e.Target, e.ScopeKey);

    async Task<IReadOnlyList<Tally>> TallyAsync(AuditQuery query, CountPer? per, CancellationToken cancellationToken) =>
        (await questions.AskAsync(query with { Shape = QueryShape.Count, Per = per }, TimeZoneInfo.Utc, 1, null, cancellationToken)).Tallies;
}
