using SlackAudit.Events;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Stories;

namespace SlackAudit.Ask;

/// <summary>How it is told what changed since an app worked.</summary>
static class ChangedReport
{
    /// <summary>The report.</summary>
    public static Report Of(string app, Changed changed, QuestionContext context)
    {
        string At(DateTimeOffset at) => AnswerText.At(at, context.Zone);
        string Near(StoryStep step) => $" · {Changed.KindOf(step)}{(changed.Failed is { } failed ? Distance(step.Event.OccurredAt, failed.OccurredAt) : "")}";

        var where = AppAnswers.Where(changed.Scopes);
        if (changed.Since is not { } since)
            return new Report($"No deploy of {app}{where} that went well is in the log, so it is not known when it worked. Ask since a time: changed {app} since 14:00.", []);
        var title = changed switch
        {
            { Worked: { } worked, Failed: { } failed } => $"{app}{where} worked {At(worked.OccurredAt)} and failed first {At(failed.OccurredAt)}, {Durations.InWords(failed.OccurredAt - worked.OccurredAt)} later.",
            { Worked: { } worked } => $"{app}{where} was last deployed well {At(worked.OccurredAt)}, and no deploy has failed since.",
            _ => $"What changed around {app}{where} since {At(since)}.",
        };
        var nothing = changed.Between.Count + changed.After.Count == 0 ? [$"Nothing else is in the log since then: no deploy, environment, infrastructure or access{where}."] : Array.Empty<string>();
        return new Report(title,
        [
            new("It worked", changed.Worked is { } good ? [AppStep.Line(good, context.People)] : []),
            new("It failed", changed.Failed is { } bad ? [AppStep.Line(bad, context.People)] : []),
            new(changed.Failed is null ? "Changed since, the newest first" : "Changed between, nearest to the failure first", [.. changed.Between.Select(step => AppStep.Line(step, context.People, Near(step)))]),
            new("Since the failure", [.. changed.After.Select(step => AppStep.Line(step, context.People, Near(step)))]),
        ])
        {
            Notes = [.. nothing, .. changed.IsPart ? [AppAnswers.Part] : Array.Empty<string>()],
        };
    }

    static string Distance(DateTimeOffset at, DateTimeOffset failed) =>
        at <= failed ? $", {Durations.InWords(failed - at)} before" : $", {Durations.InWords(at - failed)} after";
}
