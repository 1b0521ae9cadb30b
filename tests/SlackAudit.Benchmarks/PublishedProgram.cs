using System.Diagnostics;

namespace SlackAudit.Benchmarks;

/// <summary>The program as the README has it published, made anew for each run of the benchmarks.</summary>
static class PublishedProgram
{
    static readonly Lazy<Task<string>> Made = new(PublishAsync);

    /// <summary>Where the program is. <c>SLACKAUDIT_BENCH_PROGRAM</c> names one that is there already.</summary>
    public static async Task<string> FileAsync() => Environment.GetEnvironmentVariable("SLACKAUDIT_BENCH_PROGRAM") ?? await Made.Value;

    static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(BenchFolder.Data, "published");
        var project = Path.Combine(BenchFolder.Own, "..", "..", "src", "SlackAudit");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "--use-current-runtime", "-o", folder, "--nologo", "-v", "quiet"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, OperatingSystem.IsWindows() ? "slackaudit.exe" : "slackaudit")
            : throw new InvalidOperationException("The program could not be published.");
    }
}
