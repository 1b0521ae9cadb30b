using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.News;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>How often, how fast and how well a team ships: the deployments of a chart's stretches, in production where there are any.</summary>
sealed record Velocity
{
    const int MostDeployments = 20_000;

    /// <summary>The stretches, the oldest first.</summary>
    public required IReadOnlyList<StretchDeploys> Stretches { get; init; }

    /// <summary>Their deployments, in the order in which they ended; where there are too many, the newest.</summary>
    public required IReadOnlyList<Deployment> Deployments { get; init; }

    /// <summary>Since when the deployments are all there; null where they all are.</summary>
    public DateTimeOffset? CutAt { get; init; }

    /// <summary>Whether only deployments in production are counted.</summary>
    public required bool IsOfProduction { get; init; }

    /// <summary>How long changes took to get there.</summary>
    public required LeadTimes Lead { get; init; }

    /// <summary>Of a digest's question; null where it is about no deployments, or there were none.</summary>
    public static async Task<Velocity?> OfAsync(
        Questions questions, LogNews news, StoryReader stories, AuditQuery query, IReadOnlyList<Stretch> stretches, TimeProvider time, CancellationToken cancellationToken)
    {
        var actions = query.Narrowed(Actions.Deploy);
        var ended = query.Outcomes.Count == 0 ? [Outcome.Success, Outcome.Failure, Outcome.Unknown] : query.Outcomes;
        if (actions.Count == 0 || stretches.Count == 0) return null;
        var asked = query with { Actions = actions, Outcomes = ended, Since = stretches[0].Start, Until = stretches[^1].End };
        var counted = new List<(Stretch Stretch, IReadOnlyList<ScopeCount> Counts)>();
        foreach (var stretch in stretches) counted.Add((stretch, await news.CountByScopeAsync(asked with { Since = stretch.Start, Until = stretch.End }, cancellationToken)));
        if (counted.TrueForAll(each => each.Counts.Count == 0)) return null;
        // Who names environments wants those; else what reaches nobody's customers is not counted where production is.
        var isOfProduction = query.Scopes.Count == 0 && counted.Exists(each => each.Counts.Any(count => EnvironmentNames.IsProduction(count.Scope)));
        var answer = await questions.AskWhollyAsync(asked, TimeZoneInfo.Utc, MostDeployments, cancellationToken);
        var deployments = Deployment.Of(answer.Events.Where(e => !isOfProduction || EnvironmentNames.IsProduction(e.Scope)));
        return new Velocity
        {
            Stretches = [.. counted.Select(each => StretchDeploys.Of(each.Stretch, each.Counts.Where(count => !isOfProduction || EnvironmentNames.IsProduction(count.Scope))))],
            Deployments = deployments,
            CutAt = answer.Older is null ? null : answer.Events[^1].OccurredAt,
            IsOfProduction = isOfProduction,
            Lead = await LeadTimes.OfAsync(stories, [.. deployments.Where(deployment => deployment.Succeeded).Select(deployment => deployment.End)], time, cancellationToken),
        };
    }
}

/// <summary>How many deployments a stretch had.</summary>
/// <param name="Stretch">The stretch.</param>
/// <param name="Succeeded">Those that ended well.</param>
/// <param name="Failed">Those that did not.</param>
readonly record struct StretchDeploys(Stretch Stretch, int Succeeded, int Failed)
{
    /// <summary>Of what was counted in a stretch.</summary>
    public static StretchDeploys Of(Stretch stretch, IEnumerable<ScopeCount> counts)
    {
        var (ended, failed) = counts.Aggregate((0, 0), (sum, count) => (sum.Item1 + count.Count, sum.Item2 + count.Failed));
        return new StretchDeploys(stretch, ended - failed, failed);
    }
}
