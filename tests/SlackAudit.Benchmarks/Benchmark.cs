namespace SlackAudit.Benchmarks;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">What is typed to run it alone.</param>
/// <param name="Measures">What it measures, for the help.</param>
/// <param name="RunAsync">Measures and prints.</param>
sealed record Benchmark(string Name, string Measures, Func<CancellationToken, Task> RunAsync);
