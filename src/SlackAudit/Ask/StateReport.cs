using SlackAudit.Events;
using SlackAudit.Record.Apps;

namespace SlackAudit.Ask;

/// <summary>How it is told what an app was like.</summary>
static class StateReport
{
    /// <summary>The report.</summary>
    public static Report Of(string app, AppState state, QuestionContext context)
    {
        var where = AppAnswers.Where(state.Scopes);
        var notes = new List<string>();
        if (state.Running.Count == 0) notes.Add("Nothing is known to have run: no deploy by then that went well.");
        if (state.Variables.Count + state.NamelessChanges.Count == 0) notes.Add("No change of its environment was told by then.");
        if (state.IsPart) notes.Add(AppAnswers.Part);
        return new Report($"{app}{where} as of {AnswerText.At(state.At, context.Zone)}.",
        [
            new("Running", [.. state.Running.Select(release => AppStep.Line(release, context.People))]),
            new("Under way then", [.. state.UnderWay.Select(step => AppStep.Line(step, context.People))]),
            new("Environment variables that were told of", [.. state.Variables.Select(variable => AppStep.Line(variable, context.People))]),
            new("Changes of its environment of which the names are not known", [.. state.NamelessChanges.Select(e => AppStep.Line(e, context.People))]),
            new("Open then", [.. state.Open.Select(session => new ReportLine(
                session.Start.OccurredAt,
                $"{EventMark.Of(session.Start)} {session.Start.Summary}, {(session.End is { } end ? $"until {AnswerText.At(end.OccurredAt, context.Zone)}" : "still open as far as was told")}",
                StoryText.Ids(session.Start.Id, null)))]),
        ])
        {
            Notes = notes,
        };
    }
}
