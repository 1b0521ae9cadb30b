using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.Record.Proof;

namespace SlackAudit.Cli;

/// <summary><c>evidence</c>: the events of a time as one file, with the proof that the log has them unchanged and what it may lack.</summary>
static class EvidenceVerb
{
    public static Command Command()
    {
        var question = new Argument<string[]>("question") { Description = "Which events, as after /audit: deploys. Everything without one.", Arity = ArgumentArity.ZeroOrMore };
        var period = new Option<string>("--period") { Description = "Of which time: 2026-Q1, 2026-03, 2026, \"last month\", \"since 2026-01-15\". Times are read in this machine's zone." };
        var output = new Option<string>("--out") { Description = "The file to make; evidence-QUESTION-TIME.zip without it." };
        var evidence = new Command("evidence", "Makes one file with the events of a time, their proof and what the log may lack of that time. Exit code 0: made; 1: not made, or the log is broken; 2: the question cannot be read.") { question, period, output };
        evidence.SetAction((parsed, cancellation) => RunAsync($"{string.Join(' ', parsed.GetValue(question) ?? [])} {parsed.GetValue(period)}".Trim(), parsed.GetValue(output), cancellation));
        return evidence;
    }

    static async Task<int> RunAsync(string text, string? output, CancellationToken cancellationToken)
    {
        var (app, _) = OfflineLog.Open();
        await using var closing = app;
        var identities = app.Services.GetRequiredService<Identities>();
        await identities.RefreshAsync(cancellationToken);
        var context = new QuestionContext(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local, [Environment.UserName]) { People = identities.Known };
        var (question, wrong) = EvidenceQuestion.Read(text, context);
        if (question is null) return await FailAsync(wrong!, 2);
        var path = Path.GetFullPath(output ?? question.FileName);
        if (Path.Exists(path)) return await FailAsync($"{path} is there already. Name another file with --out.", 2);
        foreach (var note in question.Query.Notes) await Console.Error.WriteLineAsync($"slackaudit: {note}");
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
            return await FailAsync($"{problem} Check Database:ConnectionString and the working directory.", 1);
        try
        {
            var pack = await TerminalProgress.RunAsync("making evidence", quiet: false, progress =>
                app.Services.GetRequiredService<EvidencePacks>().MakeAsync(question, path, new LogReader(Environment.UserName, ActorTrust.Asserted), new Steps(progress), cancellationToken));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pack.Path}: {pack.Events:N0} events, {pack.Bytes:N0} bytes"));
            Console.WriteLine($"SHA-256: {pack.Sha256}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Newest checkpoint: {pack.Checkpoint.Sequence} {Convert.ToHexStringLower(pack.Checkpoint.Hash)}"));
            if (pack.Faults.Count == 0) return 0;
            return await FailAsync($"The log is BROKEN, and the file says so: {string.Join(" ", pack.Faults)}", 1);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("Stopped before the end, and nothing was made.", 1);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or LogUnavailableException)
        {
            return await FailAsync($"No evidence was made: {exception.GetBaseException().Message}", 1);
        }
    }

    static async Task<int> FailAsync(string sentence, int code)
    {
        await Console.Error.WriteLineAsync($"slackaudit: {sentence}");
        return code;
    }

    sealed class Steps(TerminalProgress progress) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => progress.Report(new TerminalProgress.Step(value.Done, value.Total));
    }
}
