using SlackAudit.Events;
using SlackAudit.Record.Apps;

namespace SlackAudit.Ask;

/// <summary>How it is told what lies between two releases.</summary>
static class DiffReport
{
    /// <summary>The report.</summary>
    public static Report Of(string app, ReleaseDiff diff, QuestionContext context)
    {
        if (diff is not { From: { } from, To: { } to })
            return new Report(string.Join(' ', diff.Unknown.Select(id => $"The log knows no deployment of {QuestionProblem.Cut(id)} of {app}{AppAnswers.Where(diff.Scopes)}.")), []);
        var notes = new List<string>();
        if (diff.Between.Count + diff.Variables.Count == 0) notes.Add("Nothing was pushed, merged, deployed or set between the two, as far as was told.");
        if (from.Commit is { } commit && commit == to.Commit) notes.Add("Both were made of the same commit.");
        if (diff.IsPart) notes.Add(AppAnswers.Part);
        return new Report($"{app} from {Deployed(from)}, to {Deployed(to)}.",
        [
            new(from.Id, [AppStep.Line(from, context.People)]),
            new(to.Id, [AppStep.Line(to, context.People)]),
            new("Pushed, merged and deployed between", [.. diff.Between.Select(step => AppStep.Line(step, context.People))]),
            new("Environment variables that changed between", [.. diff.Variables.Select(variable => AppStep.Line(variable, context.People))]),
        ])
        {
            Notes = notes,
        };

        string Deployed(Release release) => $"{release.Id}, {(release.Deploy.Outcome == Outcome.Success ? "deployed" : release.Deploy.Outcome == Outcome.Failure ? "failed" : "begun")} {AnswerText.At(release.At, context.Zone)}";
    }
}
