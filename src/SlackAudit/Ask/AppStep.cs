using SlackAudit.Events;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Stories;

namespace SlackAudit.Ask;

/// <summary>How what happened to an app is told, a line each.</summary>
static class AppStep
{
    const int ShortHash = 7;

    /// <summary>A step, with something to say behind it.</summary>
    public static ReportLine Line(StoryStep step, KnownPeople people, string more = "")
    {
        var e = step.Event;
        var who = step.Actor is { } actor && !e.Summary.Contains(actor, StringComparison.OrdinalIgnoreCase) ? $" · by {people.Say(step.Start ?? e) ?? actor}" : "";
        var took = step switch
        {
            { Duration: { } duration } => $", {(step.Role == StoryRole.Session ? "for" : "took")} {Durations.InWords(duration)}",
            { Role: StoryRole.Session, Outcome: Outcome.Started } => ", still open as far as was told",
            _ => "",
        };
        return new ReportLine(step.At, $"{EventMark.Of(e)} {e.Summary}{took}{who}{more}", StoryText.Ids(step), e.Url);
    }

    /// <summary>One event as a step.</summary>
    public static ReportLine Line(AuditEvent e, KnownPeople people) =>
        Line(new StoryStep(StoryRole.Beside, null, e), people);

    /// <summary>A release as it was deployed.</summary>
    public static ReportLine Line(Release release, KnownPeople people)
    {
        var e = release.Deploy.Event;
        var facts = new List<string> { $"{EventMark.Of(e)} {release.Id}{(e.Scope is null ? "" : $" in {e.Scope}")}" };
        if (release.Deploy.Actor is { } actor) facts.Add($"deployed by {people.Say(release.Deploy.Start ?? e) ?? actor}");
        facts.Add(release.Commit is { } commit ? $"commit {commit[..Math.Min(ShortHash, commit.Length)]}" : "commit not told");
        if (release.Deploy.Duration is { } duration) facts.Add($"took {Durations.InWords(duration)}");
        return new ReportLine(release.At, string.Join(", ", facts), StoryText.Ids(release.Deploy), e.Url);
    }

    /// <summary>An environment variable. Its value is nowhere; a fingerprint tells whether it is the same as another time.</summary>
    public static ReportLine Line(EnvState variable, KnownPeople people)
    {
        var (change, e) = (variable.Change, variable.By);
        var by = people.Say(e) is { } who ? $" by {who}" : "";
        return new ReportLine(e.OccurredAt, $"{change.Name} {change.Did}{by}{(change.Fingerprint is { } same ? $", fingerprint {same}" : "")}", StoryText.Ids(e.Id, null));
    }
}
