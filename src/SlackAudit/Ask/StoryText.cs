using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>A story in plain words: what each step was, who did it, how it went and how long it took.</summary>
static class StoryText
{
    const int MostSteps = 12;
    const int LongestName = 60;
    const int LongestSummary = 150;
    const int ShortHash = 7;

    /// <summary>The steps worth telling, in their order: where there are too many, those nearest to the event.</summary>
    public static IReadOnlyList<StoryStep> Steps(Story? story, AuditEvent asked)
    {
        var steps = story?.Steps.Where(step => step.Role != StoryRole.Beside || IsOf(step, asked)).ToList() ?? [];
        if (steps.Count <= MostSteps) return steps;
        var nearest = steps.OrderBy(step => (step.At - asked.OccurredAt).Duration()).Take(MostSteps).ToHashSet();
        return [.. steps.Where(nearest.Contains)];
    }

    /// <summary>The lines of a story for a terminal, the event's own step marked; none where it is all there is.</summary>
    public static IEnumerable<string> Lines(Answer answer, TimeZoneInfo zone)
    {
        if (answer.Events is not [var asked] || Steps(answer.Story, asked) is not { Count: > 1 } steps) return [];
        return steps.Select(step =>
        {
            var (what, link, rest) = Parts(step);
            var where = link is null ? "" : $"  {link}";
            return $"  {(IsOf(step, asked) ? "→" : "·")} {AnswerText.At(step.At, zone)}  {what}{rest}  ({step.Event.Source} {Ids(step)}){where}";
        }).Prepend("The whole story:");
    }

    /// <summary>What a step was, where its subject can be looked at, and what else there is to say of it.</summary>
    public static (string What, string? Link, string More) Parts(StoryStep step)
    {
        var e = step.Event;
        var by = step.Actor is null ? "" : $" by {Short(step.Actor)}{(step.ActorTrust == ActorTrust.Inferred ? " (inferred)" : "")}";
        var rest = by + How(step);
        return step.Role switch
        {
            StoryRole.Pushed when Commit(e) is { } commit => ($"pushed {commit}", e.Url, $"{To(e.Target)}{rest}"),
            StoryRole.Merged when e.Target is not null => ($"merged {Short(e.Target)}", e.Url, rest),
            StoryRole.Built when e.Target is not null => ($"built {Short(e.Target)}", e.Url, rest),
            StoryRole.Released when e.Target is not null => ($"released {Short(e.Target)}", e.Url, rest),
            StoryRole.Deployed => ($"deployed {Short(e.Target ?? e.App ?? e.Source)}", e.Url, $"{To(e.Scope)}{rest}"),
            _ => (SlackText.Truncate(SlackText.Clean((step.Start ?? e).Summary), LongestSummary), e.Url, Took(step)),
        };
    }

    /// <summary>How long a session lasted, or since when it has been open: for the end of a line.</summary>
    public static string Lasted(Session? session, Func<DateTimeOffset, string> at) =>
        session is null ? "" : $", {session.Says(at(session.Start.OccurredAt))}";

    /// <summary>The ids of a step's events: <c>#4</c>, or <c>#4 to #7</c>.</summary>
    public static string Ids(StoryStep step) =>
        step is { Start: { } start, End: { } end } ? Ids(start.Id, end.Id) : Ids(step.Event.Id, null);

    /// <summary>The id of an event, and of the one that ends it.</summary>
    public static string Ids(long id, long? endId) =>
        string.Create(CultureInfo.InvariantCulture, $"#{id}") + (endId is { } end ? string.Create(CultureInfo.InvariantCulture, $" to #{end}") : "");

    /// <summary>Whether an event is what a step tells.</summary>
    public static bool IsOf(StoryStep step, AuditEvent e) => step.Start?.Id == e.Id || step.End?.Id == e.Id;

    static string How(StoryStep step) => Took(step) + step.Outcome switch
    {
        Outcome.Failure => ", failed",
        Outcome.Started => ", no end was told yet",
        _ => "",
    };

    static string Took(StoryStep step) => step.Duration is { } duration
        ? $", {(step.Role == StoryRole.Session ? "for" : "took")} {Durations.InWords(duration)}"
        : "";

    static string To(string? name) => name is null ? "" : $" to {Short(name)}";

    static string? Commit(AuditEvent e) => References.Of(e, References.Commit).FirstOrDefault()?[..ShortHash];

    static string Short(string name) => SlackText.Truncate(SlackText.Clean(name), LongestName);
}
