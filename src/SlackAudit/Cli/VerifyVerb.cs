using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Cli;

/// <summary><c>verify</c>: proves that nothing in the log was changed, removed, inserted or moved.</summary>
static class VerifyVerb
{
    const int Intact = 0;
    const int Broken = 1;
    const int CouldNotRun = 2;

    public static Command Command()
    {
        var checkpoint = new Option<string[]>("--checkpoint")
        {
            Description = "A checkpoint that was kept elsewhere, as it was posted in Slack: HASH, or SEQUENCE HASH. May be given several times.",
            AllowMultipleArgumentsPerToken = true,
        };
        var payloads = new Option<bool>("--payloads")
        {
            Description = "Whether the kept payloads are held against the chain too, which takes most of the time (--payloads false).",
            DefaultValueFactory = _ => true,
        };
        var verify = new Command("verify", "Walks the log's chain. Exit code 0: intact; 1: broken, and says where; 2: could not run.") { checkpoint, payloads };
        verify.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(checkpoint) ?? [], parsed.GetValue(payloads), cancellation));
        return verify;
    }

    static async Task<int> RunAsync(string[] checkpoints, bool payloads, CancellationToken cancellationToken)
    {
        if (Claims(checkpoints) is not { } claims) return await CannotAsync($"--checkpoint is \"{string.Join(' ', checkpoints)}\", but must be {CheckpointClaim.Allowed}.");
        var (app, _) = OfflineLog.Open();
        await using var closing = app;
        if (await app.Services.GetRequiredService<AuditDatabase>().SchemaProblemAsync(cancellationToken) is { } problem)
            return await CannotAsync($"{problem} Nothing was verified. Check Database:ConnectionString and the working directory.");
        try
        {
            var verifier = app.Services.GetRequiredService<LogVerifier>();
            var verdict = await TerminalProgress.RunAsync("verifying", quiet: false, progress => verifier.VerifyAsync(claims, payloads, new Steps(progress), cancellationToken));
            Tell(verdict, payloads);
            if (verdict.Faults.Count > 0) return Broken;
            foreach (var unknown in verdict.Unknown) await Console.Error.WriteLineAsync($"slackaudit: {unknown}");
            return verdict.Unknown.Count == 0 ? Intact : CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            return await CannotAsync("Stopped before the end, so nothing is proved.");
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
        {
            return await CannotAsync($"The log could not be read to its end: {exception.GetBaseException().Message}");
        }
    }

    static async Task<int> CannotAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"slackaudit: {sentence}");
        return CouldNotRun;
    }

    // The number and the hash of one checkpoint may come as two words.
    static List<CheckpointClaim>? Claims(string[] words)
    {
        var claims = new List<CheckpointClaim>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!CheckpointClaim.TryParse(words[i], out var claim) && (i + 1 == words.Length || !CheckpointClaim.TryParse($"{words[i]} {words[++i]}", out claim))) return null;
            claims.Add(claim);
        }
        return claims;
    }

    static void Tell(Verdict verdict, bool payloads)
    {
        if (verdict.Faults.Count == 0)
        {
            var kept = payloads ? $", {Number(verdict.Payloads)} kept payloads" : "";
            var pruned = verdict.Pruned > 0 ? $" ({Number(verdict.Pruned)} of them pruned, as the log says)" : "";
            Console.WriteLine($"The log is intact: {Number(verdict.Events)} events{pruned}{kept}, {Number(verdict.Checkpoints)} checkpoints.");
            Console.WriteLine($"Newest checkpoint: {verdict.Events.ToString(CultureInfo.InvariantCulture)} {verdict.Hash}");
            return;
        }
        Console.WriteLine("The log is BROKEN:");
        foreach (var fault in verdict.Faults) Console.WriteLine($"  {fault.Sentence}");
        Console.WriteLine("Keep the database as it is for whoever looks into it, and compare it with a backup that verifies.");
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    sealed class Steps(TerminalProgress progress) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => progress.Report(new TerminalProgress.Step(value.Done, value.Total));
    }
}
