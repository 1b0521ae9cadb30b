using System.Diagnostics;
using System.Text.Json;
using SlackAudit.Tests.Journeys;

namespace SlackAudit.Tests.Cli;

/// <summary>The demo as a newcomer runs it: the program itself, in a folder with settings that must not be touched.</summary>
public sealed class DemoJourneyTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-test-").FullName;

    [Fact]
    public async Task ANewcomerSeesAMonthAndThenNewEventsAndLeavesNothingBehind()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "appsettings.json"),
            """{ "Database": { "ConnectionString": "Data Source=real/log.db" }, "Slack": { "ApiToken": "xoxb-real" }, "Sources": { "wrong": {} } }""");
        await using var demo = await RunningService.Start(null, new() { ["TMPDIR"] = temporary }, folder, "demo");

        var before = await PerSource(demo);
        Assert.Equal(["convox", "generic", "github"], before.Keys.Order());
        Assert.InRange(before.Values.Sum(), 1500, 2500);
        Assert.NotEmpty((await Ask(demo, "last deploy myapp")).GetProperty("events").EnumerateArray());
        Assert.NotEmpty((await Ask(demo, "who touched prod-db last week")).GetProperty("tallies").EnumerateArray());

        // The first is a tunnel, through the generic source; the second a push, through GitHub's.
        var after = await Until(() => PerSource(demo), now => now["generic"] > before["generic"] && now["github"] > before["github"]);
        Assert.InRange(after.Values.Sum() - before.Values.Sum(), 2, 50);

        var security = await Until(() => Preview(demo, "channel=%23security"), page => page.Contains("opened a tunnel to prod-db", StringComparison.Ordinal));
        Assert.Contains("rule security", security, StringComparison.Ordinal);
        Assert.Contains("Daily digest", await Until(() => Preview(demo, "channel=%23daily"), page => page.Contains("Daily digest", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("of myapp on", await Preview(demo, "command=/audit%20last%20deploy%20myapp"), StringComparison.Ordinal);

        Assert.Single(Directory.GetDirectories(temporary, "slackaudit-demo-*"));
        Assert.Equal(0, await demo.Stop());
        Assert.Contains("/audit last deploy myapp", demo.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(temporary, "slackaudit-demo-*"));
        Assert.Equal(["appsettings.json", "tmp"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static Task<string> Preview(RunningService demo, string query) => demo.Http.GetStringAsync($"/preview?{query}");

    static async Task<JsonElement> Ask(RunningService demo, string question) =>
        JsonElement.Parse(await demo.Http.GetStringAsync($"/api/events?q={Uri.EscapeDataString(question)}"));

    static async Task<Dictionary<string, int>> PerSource(RunningService demo) => (await Ask(demo, "count per source"))
        .GetProperty("tallies").EnumerateArray().ToDictionary(tally => tally.GetProperty("name").GetString()!, tally => tally.GetProperty("count").GetInt32());

    static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (enough(seen) || waited.Elapsed > Patience) return seen;
            await Task.Delay(250);
        }
    }
}
