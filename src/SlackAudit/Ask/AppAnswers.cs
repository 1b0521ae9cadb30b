using SlackAudit.Events;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Stories;

namespace SlackAudit.Ask;

/// <summary>Answers questions about one app.</summary>
sealed class AppAnswers(AppQuestions apps)
{
    /// <summary>The answer.</summary>
    public async Task<Report> AskAsync(AppQuestion question, QuestionContext context, CancellationToken cancellationToken) => question.Kind switch
    {
        _ => ChangedReport.Of(question.App, await apps.ChangedAsync(question.About, question.About.Since, cancellationToken), context),
    };
}

/// <summary>How a step of an app is told.</summary>
static class AppStep
{
    /// <summary>Its line, with something to say behind it.</summary>
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
}
