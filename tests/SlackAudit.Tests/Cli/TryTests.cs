using System.Diagnostics;
using SlackAudit.Tests.Receive.Custom;

namespace SlackAudit.Tests.Cli;

/// <summary><c>slackaudit try</c>, as somebody runs it who writes a mapping.</summary>
public sealed class TryTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-try-").FullName;

    public TryTests()
    {
        File.WriteAllText(
            Path.Combine(folder, "appsettings.json"), $$"""{ "Sources": { "platform": { "Type": "custom", "Secrets": [ "c2VjcmV0" ], "Mapping": {{Mapped.Platform}} } } }""");
        File.WriteAllText(Path.Combine(folder, "release.json"), Mapped.PlatformBody);
    }

    [Fact]
    public async Task ItShowsWhatADeliveryBecomesAndRecordsNothing()
    {
        var (code, said, _) = await Run("platform", "release.json");

        Assert.Equal(0, code);
        Assert.Contains("release.json: 1 event", said, StringComparison.Ordinal);
        Assert.Contains("summary          alice@example.com released v41 of myapp", said, StringComparison.Ordinal);
        Assert.Contains("kept beside it: {", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
        Assert.Equal(["appsettings.json", "release.json"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task WhatCannotBeReadIsNamed()
    {
        File.WriteAllText(Path.Combine(folder, "broken.ndjson"), "{\"resource\": \"dyno\"}\nnonsense\n");

        var (code, said, error) = await Run("platform", "broken.ndjson");
        var (unknown, _, known) = await Run("unheard-of", "release.json");

        Assert.Equal((1, 2), (code, unknown));
        Assert.Contains("broken.ndjson, line 1: 0 events", said, StringComparison.Ordinal);
        Assert.Contains("broken.ndjson, line 2: Line 1 of the body is not JSON", error, StringComparison.Ordinal);
        Assert.Contains("platform, github", known, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "slackaudit.dll"), "try", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
