using System.CommandLine;
using System.Globalization;
using SlackAudit.Cli.Doctor;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Cli;

/// <summary><c>doctor</c>: looks at settings, database, Slack, sources and outbox, and says what to do.</summary>
static class DoctorVerb
{
    public static Command Command()
    {
        var doctor = new Command("doctor", "Checks settings, database, Slack's token and permissions, each source and what is owed; says what to do. Exit code 1: something does not work.");
        doctor.SetAction((_, cancellation) => RunAsync(cancellation));
        return doctor;
    }

    static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (app, settings) = OfflineLog.Open();
        await using var closing = app;
        var worst = Health.Well;
        await foreach (var finding in ExamineAsync(app.Services, settings, cancellationToken))
        {
            Console.WriteLine($"{Word(finding.Health)} {finding.What,-14} {finding.Sentence}");
            if (finding.Health > worst) worst = finding.Health;
        }
        return worst == Health.Ill ? 1 : 0;
    }

    static async IAsyncEnumerable<Finding> ExamineAsync(
        IServiceProvider services, Settings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var finding in Examinations.Settings(settings)) yield return finding;
        yield return await SlackAsync(services, settings, cancellationToken);
        if (settings.Slack.IsSocketMode) yield return await SocketModeAsync(services.GetRequiredService<AppsConnections>(), cancellationToken);

        var database = services.GetRequiredService<AuditDatabase>();
        if (await database.ProblemAsync(cancellationToken) is { } problem)
        {
            yield return new Finding("database", Health.Ill, $"{problem} Check Database:ConnectionString and the working directory.");
            yield break;
        }
        var head = await database.HeadAsync(cancellationToken);
        yield return new Finding("database", Health.Well, string.Create(CultureInfo.InvariantCulture, $"{settings.Database.Provider}, {head.Sequence:N0} events. `slackaudit verify` proves them."));
        foreach (var report in (await services.GetRequiredService<SourceReports>().MakeAsync(cancellationToken)).Where(report => report.IsConfigured))
            foreach (var finding in Examinations.Source(report, now)) yield return finding;
        await services.GetRequiredService<Identities>().RefreshAsync(cancellationToken);
        yield return await PeopleAsync(services.GetRequiredService<Questions>(), now, cancellationToken);
        yield return Examinations.Outbox(await services.GetRequiredService<Outbox>().StandingAsync(cancellationToken), now);
    }

    static async Task<Finding> PeopleAsync(Questions questions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = new AuditQuery { Shape = QueryShape.Count, Per = CountPer.Actor, Since = now.AddDays(-Examinations.DaysOfActors) };
        return Examinations.People(await questions.AskAsync(seen, TimeZoneInfo.Utc, 1, null, cancellationToken));
    }

    static async Task<Finding> SlackAsync(IServiceProvider services, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Slack.IsPreview) return new Finding("slack", Health.Doubtful, "No Slack:ApiToken is set: messages are shown at /preview instead of sent. The README says how to connect Slack.");
        try
        {
            return Examinations.Slack(await services.GetRequiredService<ISlackApiClient>().AuthTest(cancellationToken), settings);
        }
        catch (SlackException exception)
        {
            return new Finding("slack", Health.Ill, exception.Message);
        }
    }

    static async Task<Finding> SocketModeAsync(AppsConnections connections, CancellationToken cancellationToken)
    {
        try
        {
            await connections.Open(cancellationToken);
            return Examinations.SocketMode(null);
        }
        catch (SlackException refusal)
        {
            return Examinations.SocketMode(refusal);
        }
    }

    static string Word(Health health) => health switch
    {
        Health.Well => "ok  ",
        Health.Doubtful => "look",
        _ => "ILL ",
    };
}
