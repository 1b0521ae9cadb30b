using SlackAudit.Events;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>What a message tells beside its event: how long it took, what went before it, and what else happened that is like it.</summary>
sealed record Beside
{
    const int ShortHash = 7;
    const int LongestName = 60;

    /// <summary>The start and the end, as far as they were told.</summary>
    public StoryStep? Step { get; init; }

    /// <summary>The change that it is a part of; null for none.</summary>
    public Story? Story { get; init; }

    /// <summary>The session that it is a part of; null for none.</summary>
    public Session? Session { get; init; }

    /// <summary>Alike events that are told with it; null for none.</summary>
    public MessageParts? Alike { get; init; }

    /// <summary>The facts, each with a label, as drawn and in words.</summary>
    public IEnumerable<(string Label, Mrkdwn Value, string Words)> Facts()
    {
        if (Session is { } session)
        {
            yield return session.Duration is { } lasted
                ? Text("Lasted", Durations.InWords(lasted), $"lasted {Durations.InWords(lasted)}")
                : ("Open since", Mrkdwn.Date(session.Start.OccurredAt, "{date_short_pretty} {time} ({ago})"), $"open since {SlackText.Utc(session.Start.OccurredAt)} as far as was told");
        }
        else if (Step?.Duration is { } took)
        {
            yield return Text("Took", Durations.InWords(took), $"took {Durations.InWords(took)}");
        }
        if (Commits() is { } commits) yield return ("Commit", Mrkdwn.Code(commits), $"commit {commits}");
        if (Step?.Role != StoryRole.Merged && Name(StoryRole.Merged) is { } merger) yield return Text("Merged by", merger, $"merged by {merger}");
        if (Name(StoryRole.Approved) is { } approver) yield return Text("Approved by", approver, $"approved by {approver}");
        if (Step?.Role == StoryRole.Deployed && Name(StoryRole.Released) is { } releaser) yield return Text("Released by", releaser, $"released by {releaser}");
    }

    static (string, Mrkdwn, string) Text(string label, string value, string words) => (label, Mrkdwn.Of($"{value}"), words);

    // The first and the last commit that the change is known to have.
    string? Commits()
    {
        var commits = (Story?.Events ?? []).Where(e => e.ActionRoot is Actions.Push or Actions.Merge or Actions.Deploy or Actions.Build)
            .SelectMany(e => References.Of(e, References.Commit)).Select(commit => commit[..ShortHash]).Distinct(StringComparer.Ordinal).ToList();
        return commits switch
        {
            [] => null,
            [var one] => one,
            [var first, .., var last] => $"{first}..{last}",
        };
    }

    string? Name(StoryRole role)
    {
        var steps = Story?.Steps.Where(step => step.Role == role && step.Actor is not null).ToList() ?? [];
        if (steps.Count == 0) return null;
        var name = SlackText.Truncate(SlackText.Clean(steps[^1].Actor), LongestName);
        return steps[^1].ActorTrust == ActorTrust.Inferred ? $"{name} (inferred)" : name;
    }
}
