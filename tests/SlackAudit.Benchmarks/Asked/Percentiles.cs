namespace SlackAudit.Benchmarks.Asked;

/// <summary>The middle and the slow end of many times, in milliseconds.</summary>
readonly record struct Percentiles(double P50, double P99)
{
    public static Percentiles Of(List<double> times)
    {
        times.Sort();
        return new(times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 99 / 100)]);
    }
}
