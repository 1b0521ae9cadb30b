using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.See.Api;

namespace SlackAudit.Cli;

/// <summary><c>ask</c>: the same answer as <c>/audit</c>, in the terminal.</summary>
static class AskVerb
{
    const int PageSize = 50;
    const string Kind = "question";

    public static async Task<int> RunAsync(string text, bool json, CancellationToken cancellationToken)
    {
        var builder = ServeVerb.Builder(null);
        var settings = SettingsReader.Read(builder.Configuration);
        await using var app = Program.Build(builder, settings);
        if (text.Trim().Length == 0 || text.Trim().Equals("help", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var example in Question.Examples.Concat(AppQuestion.Examples)) Console.WriteLine($"slackaudit ask \"{example.Text}\"  {example.Means}");
            return 0;
        }
        await app.Services.GetRequiredService<Identities>().RefreshAsync(cancellationToken);
        var context = new QuestionContext(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local, [Environment.UserName]) { People = app.Services.GetRequiredService<Questions>().People };
        text = await MeantAsync(app.Services, text, cancellationToken);
        var about = AppQuestion.Read(text, context);
        var log = app.Services.GetRequiredService<LogViews>().Of(showsSensitive: true);
        if (about is (null, var problemOfApp)) return await NotUnderstoodAsync(problemOfApp!);
        if (about is null && Question.Parse(text, context with { IsKnownName = _ => true }).Problem is { } misread) return await NotUnderstoodAsync(misread);
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
        {
            await Console.Error.WriteLineAsync($"slackaudit: {problem} Start the service first, or check Database:ConnectionString and the working directory.");
            return 1;
        }
        if (about is ({ } ofApp, _))
        {
            var report = await new AppAnswers(log).AskAsync(ofApp, context, cancellationToken);
            if (report.IsSensitive) await TerminalReads.RecordAsync(app.Services, Kind, text.Trim(), cancellationToken);
            Console.WriteLine(json ? ReportJson.ToLine(report) : ReportText.Of(report, context.Zone));
            return 0;
        }
        var question = await log.Questions.ReadAsync(text, context, cancellationToken);
        if (question.Query is not { } query) return await NotUnderstoodAsync(question.Problem!);
        await AnswerAsync(app.Services, log, query, json, context, cancellationToken);
        return 0;
    }

    // What was saved in Slack under that name, where there is a log to know it.
    static async Task<string> MeantAsync(IServiceProvider services, string text, CancellationToken cancellationToken)
    {
        if (text.Trim().Any(char.IsWhiteSpace) || await services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is not null) return text;
        if (await services.GetRequiredService<SavedQuestions>().FindAsync(text, cancellationToken) is not { } saved) return text;
        await Console.Error.WriteLineAsync($"slackaudit: {saved.Name} is \"{saved.Question}\", saved by {saved.SavedBy ?? "somebody"}.");
        return saved.Question;
    }

    static async Task<int> NotUnderstoodAsync(QuestionProblem problem)
    {
        await Console.Error.WriteLineAsync($"slackaudit: {problem.Message} Try: {string.Join("; ", Question.Examples.Take(2).Select(e => e.Text))}");
        return 2;
    }

    static async Task AnswerAsync(IServiceProvider services, LogView log, AuditQuery query, bool json, QuestionContext context, CancellationToken cancellationToken)
    {
        foreach (var note in json ? query.Notes : []) await Console.Error.WriteLineAsync($"slackaudit: {note}");
        if (json && query.Shape == QueryShape.List)
        {
            if (await log.MeetsSensitiveAsync(query, context.Zone, cancellationToken)) await TerminalReads.RecordAsync(services, Kind, query, cancellationToken);
            await foreach (var e in log.Questions.StreamAsync(query, cancellationToken)) Console.WriteLine(EventJson.ToLine(e));
            return;
        }
        var answer = await log.Questions.AskAsync(query, context.Zone, query.Limit ?? PageSize, null, cancellationToken);
        if (!json) answer = await log.Apps.TellAsync(await log.Stories.TellAsync(answer, cancellationToken), cancellationToken);
        if (await log.TellsSensitiveAsync(answer, context.Zone, cancellationToken)) await TerminalReads.RecordAsync(services, Kind, query, cancellationToken);
        if (!json) Console.WriteLine(AnswerText.Of(answer, context.Zone, context.Now));
        foreach (var e in json ? answer.Events : []) Console.WriteLine(EventJson.ToLine(e));
        if (json && AnswerText.Cut(answer, context.Zone) is { } cut) await Console.Error.WriteLineAsync($"slackaudit: {cut}");
        foreach (var tally in json ? answer.Tallies : []) Console.WriteLine(AnswerJson.ToLine(tally));
    }
}
