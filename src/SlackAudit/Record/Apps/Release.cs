using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>One release of an app as it was deployed, and what is known of how it came about.</summary>
/// <param name="Deploy">The deployment: the newest that went well, or else the newest.</param>
/// <param name="Story">What belongs to it; null where it stands alone.</param>
public sealed record Release(StoryStep Deploy, Story? Story)
{
    /// <summary>The release's id, or whatever else was deployed.</summary>
    public string Id => Deploy.Event.Target ?? "a release without an id";

    /// <summary>When the deployment was over, or last told of.</summary>
    public DateTimeOffset At => Deploy.Event.OccurredAt;

    /// <summary>The commit that it was made of: the last of its story; null where nobody told.</summary>
    public string? Commit => References.Of(Deploy.Event, References.Commit).FirstOrDefault()
        ?? Story?.Steps.Where(step => step.Role is StoryRole.Built or StoryRole.Merged or StoryRole.Pushed).OrderByDescending(step => step.At)
            .Select(step => References.Of(step.Event, References.Commit).FirstOrDefault()).FirstOrDefault(commit => commit is not null);
}
