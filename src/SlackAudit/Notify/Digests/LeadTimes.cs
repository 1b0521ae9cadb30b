using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>How long changes took from where they began to where they were deployed first, as far as stories tell.</summary>
/// <param name="FromPush">From the first push or merge of the deployed change.</param>
/// <param name="FromBuild">From the build, where no push is known.</param>
/// <param name="Of">How many deployments were the first of their change, known or not.</param>
/// <param name="Negative">How many are said to have been pushed after they were deployed, and are left out.</param>
/// <param name="NotLookedUp">How many older deployments were not looked at.</param>
sealed record LeadTimes(IReadOnlyList<TimeSpan> FromPush, IReadOnlyList<TimeSpan> FromBuild, int Of, int Negative, int NotLookedUp)
{
    const int Most = 100;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Of deployments that succeeded, the newest looked at first.</summary>
    public static async Task<LeadTimes> OfAsync(StoryReader stories, IReadOnlyList<AuditEvent> deployed, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (fromPush, fromBuild) = (new List<TimeSpan>(), new List<TimeSpan>());
        var (of, negative, looked) = (0, 0, 0);
        foreach (var end in deployed.Reverse().Take(Most).TakeWhile(_ => time.GetElapsedTime(begun) < Patience))
        {
            looked++;
            var story = await stories.OfAsync(end, cancellationToken);
            if (story is not null && story.Steps.Any(step => IsEarlier(step, end))) continue;
            of++;
            if (First(story, StoryRole.Pushed, StoryRole.Merged) is { } pushed)
            {
                if (pushed > end.OccurredAt) negative++;
                else fromPush.Add(end.OccurredAt - pushed);
            }
            else if (First(story, StoryRole.Built) is { } built && built <= end.OccurredAt) fromBuild.Add(end.OccurredAt - built);
        }
        return new LeadTimes(fromPush, fromBuild, of, negative, deployed.Count - looked);
    }

    // Deployed again, or gone back to: that says nothing of how long it took.
    static bool IsEarlier(StoryStep step, AuditEvent end) =>
        step is { Role: StoryRole.Deployed, End: { Outcome: not Outcome.Failure } other } && other.Id != end.Id && Deployment.Place(other) == Deployment.Place(end)
        && (other.OccurredAt, other.Id).CompareTo((end.OccurredAt, end.Id)) < 0;

    static DateTimeOffset? First(Story? story, params StoryRole[] roles) =>
        story?.Steps.Where(step => roles.Contains(step.Role)).Select(step => (DateTimeOffset?)step.At).Min();
}
