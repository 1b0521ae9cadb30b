using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Apps;

namespace SlackAudit.Ask;

/// <summary>Answers questions about one app.</summary>
sealed class AppAnswers(AppQuestions apps, Questions questions)
{
    /// <summary>What is said where the log was not looked through whole.</summary>
    internal const string Part = "There is more than was looked at: ask about a shorter time.";

    /// <summary>The answer.</summary>
    public async Task<Report> AskAsync(AppQuestion question, QuestionContext context, CancellationToken cancellationToken)
    {
        var (app, about) = (question.App, question.About);
        var report = question.Kind switch
        {
            AppQuestionKind.Diff => DiffReport.Of(app, await apps.DiffAsync(about, question.Releases[0], question.Releases[1], cancellationToken), context),
            AppQuestionKind.State => StateReport.Of(app, await apps.StateAsync(about, Until(about, context), cancellationToken), context),
            AppQuestionKind.Velocity => VelocityReport.Of(app, await apps.VelocityAsync(about, Until(about, context), context.Zone, cancellationToken), context),
            _ => ChangedReport.Of(app, await apps.ChangedAsync(about, about.Since, cancellationToken), context),
        };
        return report.Parts.Any(part => part.Lines.Count > 0) ? report : report with { Notes = [.. report.Notes, .. await SilenceAsync(about, context, cancellationToken)] };
    }

    // That nothing is known of an app may only mean that nobody was heard.
    async Task<IEnumerable<string>> SilenceAsync(AuditQuery about, QuestionContext context, CancellationToken cancellationToken)
    {
        var deploys = about with { Shape = QueryShape.Last, Limit = 1, Per = null, Actions = [Actions.Deploy] };
        var answer = await questions.AskAsync(deploys, context.Zone, 1, null, cancellationToken);
        return answer.IsEmpty ? AnswerText.Empty(answer, context.Zone, context.Now).Split('\n') : [];
    }

    /// <summary>The places looked at, as a sentence says them.</summary>
    internal static string Where(IReadOnlyList<string> scopes) => scopes.Count == 0 ? "" : $" in {string.Join(", ", scopes)}";

    static DateTimeOffset Until(AuditQuery about, QuestionContext context) => about.Until < context.Now ? about.Until.Value : context.Now;
}
