using System.Globalization;

namespace SlackAudit.Benchmarks;

/// <summary>How many events the generated log has: the environment's <c>SLACKAUDIT_BENCH_ROWS</c>, a million where it is silent.</summary>
static class BenchRows
{
    public static long Asked { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("SLACKAUDIT_BENCH_ROWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : 1_000_000;
}
