using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>One deployment, and what it brought.</summary>
/// <param name="Step">The deployment, which is over.</param>
/// <param name="Changes">What was pushed for it, or where no push was told, when its build began.</param>
/// <param name="IsFix">Whether what was pushed or merged for it calls itself a revert or a hotfix.</param>
public sealed record Deployment(StoryStep Step, IReadOnlyList<StoryStep> Changes, bool IsFix)
{
    /// <summary>When it was over.</summary>
    public DateTimeOffset At => Step.Event.OccurredAt;

    /// <summary>Whether it went well.</summary>
    public bool IsGood => Step.Outcome == Outcome.Success;

    /// <summary>What was deployed, as sentences name it.</summary>
    public string Name => Step.Event.Target ?? Step.Event.App ?? Step.Event.Source;

    /// <summary>What was deployed, by which two deployments of the same are known.</summary>
    public string Version => References.Of(Step.Event, References.Release).FirstOrDefault() ?? References.Of(Step.Event, References.Commit).FirstOrDefault() ?? Name;

    /// <summary>Whether the changes are pushes, from which a lead time counts, and not just builds.</summary>
    public bool KnowsPushes => Changes.Any(change => change.Role == StoryRole.Pushed);

    internal static Deployment Of(StoryStep step, Story? story)
    {
        var before = story?.Steps.Where(each => each.At <= step.At).ToList() ?? [];
        var pushes = before.Where(each => each.Role == StoryRole.Pushed).ToList();
        return new Deployment(step, pushes.Count > 0 ? pushes : [.. before.Where(each => each.Role == StoryRole.Built).Take(1)],
            before.Any(each => each.Role is StoryRole.Pushed or StoryRole.Merged && (IsFixed(each.Event.Summary) || IsFixed(each.Event.Target))));
    }

    static bool IsFixed(string? text) => text is not null
        && (text.Contains("revert", StringComparison.OrdinalIgnoreCase) || text.Contains("hotfix", StringComparison.OrdinalIgnoreCase));
}
