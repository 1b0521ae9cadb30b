using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>Puts a story's events together to steps.</summary>
static class StorySteps
{
    // A job is a part of its workflow, which is the build.
    static readonly Dictionary<string, StoryRole> Roles = new(StringComparer.Ordinal)
    {
        ["build.job"] = StoryRole.Beside,
        [Actions.Push] = StoryRole.Pushed,
        [Actions.Merge] = StoryRole.Merged,
        [Actions.Build] = StoryRole.Built,
        [Actions.Approval] = StoryRole.Approved,
        [Actions.Release] = StoryRole.Released,
        [Actions.Deploy] = StoryRole.Deployed,
        [Actions.Ami] = StoryRole.RolledOut,
        [Actions.Exec] = StoryRole.Session,
        [Actions.Ssh] = StoryRole.Session,
        [Actions.Db] = StoryRole.Session,
        [Actions.Confirm] = StoryRole.Confirmed,
    };

    // By what a start finds its end, the first that an event has.
    static readonly Dictionary<StoryRole, string[]> Joining = new()
    {
        [StoryRole.Built] = [References.Run, References.Build],
        [StoryRole.Deployed] = [References.Deployment, References.Release],
        [StoryRole.Session] = [References.Session],
    };

    public static StoryRole RoleOf(AuditEvent e) =>
        Roles.TryGetValue(e.Action, out var role) || Roles.TryGetValue(e.ActionRoot, out role) ? role : StoryRole.Beside;

    /// <param name="events">In the order in which they occurred.</param>
    public static IReadOnlyList<StoryStep> Of(IReadOnlyList<AuditEvent> events)
    {
        var steps = new List<StoryStep>();
        var begun = new Dictionary<(StoryRole, string), int>();
        foreach (var e in events)
        {
            var role = RoleOf(e);
            var key = (role, Identity(role, e));
            var isOpen = begun.TryGetValue(key, out var at);
            switch (e.Outcome)
            {
                // Told again on its way: pending, queued, in progress.
                case Outcome.Started when isOpen:
                    break;
                case Outcome.Started:
                    begun[key] = steps.Count;
                    steps.Add(new StoryStep(role, e, null));
                    break;
                default:
                    if (isOpen) steps[at] = steps[at] with { End = e };
                    else if (!IsEndOfSession(e, steps)) steps.Add(new StoryStep(role, null, e));
                    begun.Remove(key);
                    break;
            }
        }
        return [.. steps.OrderBy(step => step.At).ThenBy(step => step.Role)];
    }

    /// <summary>What the start and the end of the same thing have in common, and others have not: what they refer to, or else what they were done to.</summary>
    public static string IdentityOf(AuditEvent e) => Identity(RoleOf(e), e);

    /// <summary>Whether that is something it refers to, so that two of them are certainly one.</summary>
    public static bool IsCertain(AuditEvent e) => Named(RoleOf(e), e) is not null;

    static string? Named(StoryRole role, AuditEvent e) =>
        Joining.GetValueOrDefault(role, []).Select(kind => References.Of(e, kind).FirstOrDefault()).OfType<string>().FirstOrDefault();

    static string Identity(StoryRole role, AuditEvent e) => Named(role, e) ?? $"{e.TargetPath ?? e.TargetKey} {e.ScopePath ?? e.ScopeKey}";

    // Where a session's start says "success", since it had begun well.
    static bool IsEndOfSession(AuditEvent e, List<StoryStep> steps)
    {
        if (!Sessions.Ends(e)) return false;
        var at = steps.FindIndex(step => step is { Role: StoryRole.Session, Start: null, End: { } start } && !Sessions.Ends(start) && Sessions.Shares(start, e));
        if (at < 0) return false;
        steps[at] = new StoryStep(StoryRole.Session, steps[at].End, e);
        return true;
    }
}
