using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>How often, how fast and how well a team ships: the deployments of a chart's stretches, in production where there are any.</summary>
sealed record Velocity
{
    const int MostDeployments = 20_000;

    /// <summary>The stretches, the oldest first.</summary>
    public required IReadOnlyList<StretchDeploys> Stretches { get; init; }

    /// <summary>The deployments of them all, in the order in which they ended.</summary>
    public required IReadOnlyList<Deployment> Deployments { get; init; }

    /// <summary>Whether only deployments in production are counted.</summary>
    public required bool IsOfProduction { get; init; }

    /// <summary>Whether older stretches had to be left out, since there were too many deployments.</summary>
    public required bool IsCut { get; init; }

    /// <summary>How long changes took to get there.</summary>
    public required LeadTimes Lead { get; init; }

    /// <summary>Of a digest's question; null where it is about no deployments, or there were none.</summary>
    public static async Task<Velocity?> OfAsync(
        Questions questions, StoryReader stories, AuditQuery query, IReadOnlyList<Stretch> stretches, TimeProvider time, CancellationToken cancellationToken)
    {
        var actions = query.Narrowed(Actions.Deploy);
        var ended = query.Outcomes.Count == 0 ? [Outcome.Success, Outcome.Failure, Outcome.Unknown] : query.Outcomes;
        if (actions.Count == 0) return null;
        var asked = query with { Actions = actions, Outcomes = ended, Since = stretches[0].Start, Until = stretches[^1].End };
        var answer = await questions.AskWhollyAsync(asked, TimeZoneInfo.Utc, MostDeployments, cancellationToken);
        var whole = answer.Older is null ? stretches : [.. stretches.Where(stretch => stretch.Start > answer.Events[^1].OccurredAt)];
        // Who names environments wants those; else what reaches nobody's customers is not counted where production is.
        var isOfProduction = query.Scopes.Count == 0 && answer.Events.Any(IsInProduction);
        var deployments = Deployment.Of(isOfProduction ? answer.Events.Where(IsInProduction) : answer.Events);
        List<Deployment> shown = [.. deployments.Where(deployment => whole.Count > 0 && deployment.End.OccurredAt >= whole[0].Start)];
        return shown.Count == 0 ? null : new Velocity
        {
            Stretches = [.. whole.Select(stretch => StretchDeploys.Of(stretch, shown))],
            Deployments = shown,
            IsOfProduction = isOfProduction,
            IsCut = answer.Older is not null,
            Lead = await LeadTimes.OfAsync(stories, [.. shown.Where(deployment => deployment.Succeeded).Select(deployment => deployment.End)], time, cancellationToken),
        };
    }

    static bool IsInProduction(AuditEvent e) => EnvironmentNames.IsProduction(e.Scope);
}

/// <summary>How many deployments a stretch had.</summary>
/// <param name="Stretch">The stretch.</param>
/// <param name="Succeeded">Those that ended well.</param>
/// <param name="Failed">Those that did not.</param>
readonly record struct StretchDeploys(Stretch Stretch, int Succeeded, int Failed)
{
    /// <summary>Of a stretch.</summary>
    public static StretchDeploys Of(Stretch stretch, IEnumerable<Deployment> deployments)
    {
        var within = deployments.Where(deployment => deployment.End.OccurredAt >= stretch.Start && deployment.End.OccurredAt < stretch.End).ToLookup(deployment => deployment.Succeeded);
        return new StretchDeploys(stretch, within[true].Count(), within[false].Count());
    }
}
