using System.Runtime.CompilerServices;

namespace SlackAudit.Benchmarks;

/// <summary>Where this project is, and what it keeps between runs.</summary>
static class BenchFolder
{
    public static string Own { get; } = Here();

    /// <summary>Not in the repository.</summary>
    public static string Data { get; } = Path.Combine(Own, "data");

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
