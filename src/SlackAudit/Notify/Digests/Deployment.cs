using SlackAudit.Events;

namespace SlackAudit.Notify.Digests;

/// <summary>A deployment that came to an end, with what became of it.</summary>
/// <param name="End">The event that says how it ended.</param>
sealed record Deployment(AuditEvent End)
{
    /// <summary>Whether it went back, or the next one of the app and environment went back to what ran before it.</summary>
    public bool IsRolledBack { get; private set; }

    /// <summary>How long after it, if it failed or was rolled back, the next good one came; null where none has.</summary>
    public TimeSpan? Recovery { get; private set; }

    /// <summary>Whether it ended well; what a source does not call a failure is none.</summary>
    public bool Succeeded => End.Outcome != Outcome.Failure;

    /// <summary>Whether the change failed: the deployment did, or it was rolled back.</summary>
    public bool IsFailedChange => !Succeeded || IsRolledBack;

    /// <summary>The deployments among some events, in the order in which they ended.</summary>
    public static IReadOnlyList<Deployment> Of(IEnumerable<AuditEvent> events)
    {
        List<Deployment> all = [.. events.Where(e => e.Outcome != Outcome.Started).OrderBy(e => e.OccurredAt).ThenBy(e => e.Id).Select(e => new Deployment(e))];
        foreach (var place in all.GroupBy(deployment => Place(deployment.End))) Follow([.. place]);
        return all;
    }

    /// <summary>Where it went: the app and its environment.</summary>
    public static (string? App, string? Scope) Place(AuditEvent e) => (e.AppPath ?? e.AppKey, e.ScopePath ?? e.ScopeKey);

    static void Follow(List<Deployment> place)
    {
        var ran = new HashSet<string>(StringComparer.Ordinal);
        Deployment? running = null;
        foreach (var deployment in place.Where(deployment => deployment.Succeeded))
        {
            var version = Version(deployment.End);
            if (running is not null)
            {
                running.IsRolledBack = deployment.End.Action == "deploy.rollback" || version is not null && version != Version(running.End) && ran.Contains(version);
            }
            if (version is not null) ran.Add(version);
            running = deployment;
        }
        DateTimeOffset? good = null;
        foreach (var deployment in Enumerable.Reverse(place))
        {
            if (deployment.IsFailedChange) deployment.Recovery = good - deployment.End.OccurredAt;
            else good = deployment.End.OccurredAt;
        }
    }

    // A branch or a tag that moves is no version.
    static string? Version(AuditEvent e) => References.Of(e, References.Commit).Concat(References.Of(e, References.Release)).FirstOrDefault()
        ?? (e.TargetType == "release" ? e.TargetPath ?? e.TargetKey : null);
}
