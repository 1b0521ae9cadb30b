using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Benchmarks.Generated;
using SlackAudit.Record;
using SlackAudit.Record.Proof;
using Spectre.Console;

namespace SlackAudit.Benchmarks;

/// <summary>How fast <c>verify</c> proves a generated log, by one worker and by two.</summary>
static class VerifyBenchmark
{
    const int Rounds = 3;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var file = await GeneratedLog.FileAsync(BenchRows.Asked, cancellationToken);
        var table = new Table().AddColumns("kept payloads", "workers", "first round", "median", "per second, first", "per second, median");
        foreach (var payloads in new[] { false, true })
        {
            foreach (var workers in new[] { 1, 2 })
            {
                var rounds = new List<double>();
                for (var i = 0; i < Rounds; i++) rounds.Add(await SecondsAsync(file, workers, payloads, cancellationToken));
                var median = rounds.Order().ElementAt(Rounds / 2);
                table.AddRow(payloads ? "walked" : "left out", Text($"{workers}"), Text($"{rounds[0]:0.00} s"), Text($"{median:0.00} s"), Text($"{BenchRows.Asked / rounds[0]:N0}"), Text($"{BenchRows.Asked / median:N0}"));
            }
        }
        AnsiConsole.Write(table);
    }

    static async Task<double> SecondsAsync(string file, int workers, bool payloads, CancellationToken cancellationToken)
    {
        await using var services = GeneratedLog.Services(file);
        var verifier = new LogVerifier(services.GetRequiredService<IDbContextFactory<AuditDbContext>>()) { Workers = workers };
        var clock = Stopwatch.StartNew();
        var verdict = await verifier.VerifyAsync([], payloads, null, cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        SqliteConnection.ClearAllPools();
        return verdict.Faults.Count == 0 && verdict.Events == BenchRows.Asked ? seconds : throw new InvalidOperationException($"The generated log {file} is broken; remove it.");
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
