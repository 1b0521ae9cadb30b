using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Record.Retention;

namespace SlackAudit.Cli;

/// <summary><c>prune</c>: deletes now what the daily job would delete, or says what that is.</summary>
static class PruneVerb
{
    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be pruned." };
        var prune = new Command("prune", "Deletes what is older than the settings under Retention keep it. The service does so every night.") { dryRun };
        prune.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(dryRun), cancellation));
        return prune;
    }

    static async Task<int> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var (app, settings) = OfflineLog.Open();
        await using var closing = app;
        if (!settings.Retention.Prunes)
        {
            Console.WriteLine("Nothing is ever pruned: Retention:Days, Retention:PayloadDays and Retention:Actions are not set.");
            return 0;
        }
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
            return await FailAsync($"{problem} Nothing was pruned. Check Database:ConnectionString and the working directory.");
        try
        {
            var retention = app.Services.GetRequiredService<LogRetention>();
            var report = await TerminalProgress.RunAsync("pruning", quiet: false, progress => retention.RunAsync(dryRun, Environment.UserName, new Steps(progress), cancellationToken));
            Tell(report, dryRun);
            return report.Problem is null ? 0 : await FailAsync(report.Problem);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("Stopped before the end. What was pruned says so in the log: run the same command again to go on.");
        }
        catch (Exception exception) when (exception is LogUnavailableException or DbException)
        {
            return await FailAsync($"Stopped: {exception.GetBaseException().Message} What was pruned says so in the log.");
        }
    }

    static void Tell(RetentionReport report, bool dryRun)
    {
        if (report.HeldBy is { } hold)
        {
            Console.WriteLine($"Nothing is pruned while the legal hold \"{hold}\" stands (Retention:Holds).");
            return;
        }
        foreach (var (action, count) in report.Events) Console.WriteLine($"{Number(count),14}  {action}");
        foreach (var (action, count) in report.Payloads) Console.WriteLine($"{Number(count),14}  {action} (payload only)");
        var what = $"{Number(report.Events.Values.Sum())} events, and the kept payloads of {Number(report.Payloads.Values.Sum())} deliveries whose events stay";
        Console.WriteLine(dryRun ? $"Would prune {what}." : $"Pruned {what}.");
        if (report.Kept > 0) Console.WriteLine($"{Number(report.Kept)} old deliveries stay, since a legal hold stands or a message about them is still owed.");
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"slackaudit: {sentence}");
        return 1;
    }

    sealed class Steps(TerminalProgress progress) : IProgress<RetentionProgress>
    {
        public void Report(RetentionProgress value) => progress.Report(new TerminalProgress.Step(value.Done, value.Total));
    }
}
