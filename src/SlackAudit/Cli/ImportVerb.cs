using System.CommandLine;
using System.Globalization;
using SlackAudit.Cli.Import;
using SlackAudit.Receive;
using SlackAudit.Record;

namespace SlackAudit.Cli;

/// <summary><c>import</c>: exports and recorded deliveries into the log. Nobody is told of what is imported.</summary>
static class ImportVerb
{
    public static Command Command()
    {
        var source = new Argument<string>("source") { Description = $"Who told it: a configured source, or one of {string.Join(", ", Types())}. Exports are generic; their events keep their own sources." };
        var files = new Argument<string[]>("file")
        {
            Description = "Files of an export, of recorded deliveries as JSON, or log files of CloudTrail, also gzipped (.gz); - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var import = new Command("import", "Brings exports and recorded deliveries into the log. Safe to repeat. Exit code 1: something was refused.") { source, files };
        import.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(source)!, parsed.GetValue(files)!, cancellation));
        return import;
    }

    static async Task<int> RunAsync(string name, string[] files, CancellationToken cancellationToken)
    {
        var (app, settings) = OfflineLog.Open();
        await using var closing = app;
        if (NamedSource.Find(name, settings) is not var (source, type, configured)) return await FailAsync(NamedSource.Unknown(name, settings), 2);
        if (settings.Database.Migrate && !await MigrateVerb.MigrateAsync(app.Services, cancellationToken)) return 1;
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
            return await FailAsync($"{problem} Nothing was imported. Check Database:ConnectionString and the working directory.", 1);

        var log = app.Services.GetRequiredService<LogImport>();
        var (importing, stopped) = await TerminalProgress.RunAsync("importing", quiet: false, async progress =>
        {
            var importing = new Importing(log, new ImportReading(source, type, configured), type.MaxBodyBytes, settings.Database.Provider == DatabaseProvider.Sqlite, progress, TimeProvider.System);
            return (importing, await StoppedAsync(importing, files, cancellationToken));
        });
        if (stopped is not null) await Console.Error.WriteLineAsync($"slackaudit: {stopped} What was recorded is on disk: run the same command again to go on.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{importing.Recorded:N0} recorded, {importing.Duplicates:N0} already there, {importing.Refused:N0} refused."));
        return stopped is null && importing.Refused == 0 ? 0 : 1;
    }

    static async Task<string?> StoppedAsync(Importing importing, string[] files, CancellationToken cancellationToken)
    {
        try
        {
            await importing.RunAsync(files, TimeProvider.System.GetUtcNow(), cancellationToken);
            return null;
        }
        catch (OperationCanceledException)
        {
            return "Stopped before the end.";
        }
        catch (LogUnavailableException exception)
        {
            return $"Stopped: {exception.Message}";
        }
    }

    static IEnumerable<string> Types() => ReceiveRoom.Types.Select(type => type.Type);

    static async Task<int> FailAsync(string sentence, int code)
    {
        await Console.Error.WriteLineAsync($"slackaudit: {sentence}");
        return code;
    }
}
