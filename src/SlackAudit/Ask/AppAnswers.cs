using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Ask;

/// <summary>Answers questions about one app.</summary>
sealed class AppAnswers(LogView log)
{
    /// <summary>What is said where the log was not looked through whole.</summary>
    internal const string Part = "There is more than was looked at: ask about a shorter time.";

    /// <summary>The answer.</summary>
    public async Task<Report> AskAsync(AppQuestion question, QuestionContext context, CancellationToken cancellationToken)
    {
        var (app, about) = (question.App, question.About);
        var report = await ReportAsync(question, app, about, context, cancellationToken);
        if (log.Withholds) report = report with { Notes = [.. report.Notes, AnswerText.Withheld] };
        return report.Parts.Any(part => part.Lines.Count > 0) ? report : report with { Notes = [.. report.Notes, .. await SilenceAsync(about, context, cancellationToken)] };
    }

    async Task<Report> ReportAsync(AppQuestion question, string app, AuditQuery about, QuestionContext context, CancellationToken cancellationToken)
    {
        switch (question.Kind)
        {
            case AppQuestionKind.Diff:
                var diff = await log.Apps.DiffAsync(about, question.Releases[0], question.Releases[1], cancellationToken);
                return DiffReport.Of(app, diff, context) with { IsSensitive = diff.IsSensitive };
            case AppQuestionKind.State:
                var state = await log.Apps.StateAsync(about, Until(about, context), cancellationToken);
                return StateReport.Of(app, state, context) with { IsSensitive = state.IsSensitive };
            case AppQuestionKind.Velocity:
                return VelocityReport.Of(app, await log.Apps.VelocityAsync(about, Until(about, context), context.Zone, cancellationToken), context);
            default:
                var changed = await log.Apps.ChangedAsync(about, about.Since, cancellationToken);
                return ChangedReport.Of(app, changed, context) with { IsSensitive = changed.IsSensitive };
        }
    }

    // That nothing is known of an app may only mean that nobody was heard.
    async Task<IEnumerable<string>> SilenceAsync(AuditQuery about, QuestionContext context, CancellationToken cancellationToken)
    {
        var deploys = about with { Shape = QueryShape.Last, Limit = 1, Per = null, Actions = [Actions.Deploy] };
        var answer = await log.Questions.AskAsync(deploys, context.Zone, 1, null, cancellationToken);
        return answer.IsEmpty ? AnswerText.Empty(answer, context.Zone, context.Now).Split('\n') : [];
    }

    /// <summary>The places looked at, as a sentence says them.</summary>
    internal static string Where(IReadOnlyList<string> scopes) => scopes.Count == 0 ? "" : $" in {string.Join(", ", scopes)}";

    static DateTimeOffset Until(AuditQuery about, QuestionContext context) => about.Until < context.Now ? about.Until.Value : context.Now;
}
