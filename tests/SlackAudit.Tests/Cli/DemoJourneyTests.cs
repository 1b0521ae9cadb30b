using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlackAudit.Tests.Cli;

/// <summary>The demo as a newcomer runs it: the program itself, in a folder with settings that must not be touched.</summary>
public sealed partial class DemoJourneyTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-test-").FullName;

    [Fact]
    public async Task ANewcomerSeesAMonthAndThenNewEventsAndLeavesNothingBehind()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "appsettings.json"),
            """{ "Database": { "ConnectionString": "Data Source=real/log.db" }, "Slack": { "ApiToken": "xoxb-real", "SigningSecret": "real-secret" }, "Sources": { "wrong": {} } }""");
        using var demo = Start(temporary);
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(demo) };

            var before = await CountAsync(http, "count per source");
            Assert.Equal(["convox", "generic", "github"], before.Keys.Order());
            Assert.InRange(before.Values.Sum(), 1500, 2500);
            Assert.NotEmpty((await AskAsync(http, "last deploy myapp")).GetProperty("events").EnumerateArray());
            Assert.NotEmpty((await AskAsync(http, "who touched prod-db last week")).GetProperty("tallies").EnumerateArray());

            var arrived = await UntilAsync(async () => (await CountAsync(http, "count per source")).Values.Sum() - before.Values.Sum(), count => count >= 2);
            Assert.InRange(arrived, 2, 100);
            var preview = await UntilAsync(() => http.GetStringAsync(new Uri("/preview", UriKind.Relative)), page => page.Contains("opened a tunnel to prod-db", StringComparison.Ordinal));
            Assert.Contains("#security", preview, StringComparison.Ordinal);
            Assert.Contains("Daily digest", preview, StringComparison.Ordinal);

            Assert.NotEmpty(Directory.GetDirectories(temporary, "slackaudit-demo-*"));
            using var stop = Process.Start("kill", ["-INT", $"{demo.Id}"]);
            await demo.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, demo.ExitCode);
            Assert.Empty(Directory.GetDirectories(temporary, "slackaudit-demo-*"));
            Assert.False(Directory.Exists(Path.Combine(folder, "real")));
            Assert.False(Directory.Exists(Path.Combine(folder, "data")));
        }
        finally
        {
            if (!demo.HasExited) demo.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    Process Start(string temporary)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Settings).Assembly.Location, "demo", "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    static async Task<Uri> AddressAsync(Process demo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await demo.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Preview().Match(line) is not { Success: true } match) continue;
            // Nobody reads the rest, and a full pipe would stop the demo.
            _ = demo.StandardOutput.ReadToEndAsync();
            return new Uri(match.Groups[1].Value);
        }

        throw new InvalidOperationException("The demo ended without saying where to look.");
    }

    static async Task<JsonElement> AskAsync(HttpClient http, string question) =>
        JsonElement.Parse(await http.GetStringAsync(new Uri($"/api/events?q={Uri.EscapeDataString(question)}", UriKind.Relative)));

    static async Task<Dictionary<string, int>> CountAsync(HttpClient http, string question) => (await AskAsync(http, question))
        .GetProperty("tallies").EnumerateArray().ToDictionary(tally => tally.GetProperty("name").GetString()!, tally => tally.GetProperty("count").GetInt32());

    static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (enough(seen) || waited.Elapsed > Patience) return seen;
            await Task.Delay(250);
        }
    }

    [GeneratedRegex(@"^\s+(http://\S+/)preview ")]
    private static partial Regex Preview();
}
