using System.Globalization;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>Several processes on one SQLite file keep one log, and leave each other their turns.</summary>
public sealed class OneFileTests
{
    [Fact]
    public async Task TwoServicesAndAnImportKeepOneLogAndRefuseNobodyAndOneMayDie()
    {
        await using var slack = await SlackStandIn.Start();
        await using var one = await RunningService.Start(slack, Load.Settings);
        await using var other = await RunningService.Start(slack, Load.Settings, one.Folder);
        var history = Enumerable.Range(0, 20_000).Select(i => $"past-{i}").ToList();
        var file = Path.Combine(one.Folder, "history.ndjson");
        await File.WriteAllLinesAsync(file, history.Select(id => $$"""{"id":"{{id}}","action":"deploy","app":"app1","occurred_at":"2025-01-01T00:00:00Z"}"""));

        var load = new Load([one, other], senders: 6);
        var (code, output, error) = await one.Run("import", "generic", file);
        Assert.True(code == 0, output + error);
        Assert.Contains(history.Count.ToString("N0", CultureInfo.InvariantCulture) + " recorded", output, StringComparison.Ordinal);
        await Task.Delay(500);
        Assert.Equal(0, load.Refused);

        await other.Kill();
        await Task.Delay(500);
        await other.StartAgain();
        await Task.Delay(500);
        await load.Stop();

        Assert.Equal(0, load.Refused);
        Assert.True(load.Acknowledged.Count > 200, $"Only {load.Acknowledged.Count} were acknowledged, which proves little.");
        await LogProof.Of(one.Database, load, slack, history.ToHashSet());
    }
}
