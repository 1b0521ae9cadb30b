using System.Net;

namespace SlackAudit.Tests.See;

public sealed class CheckpointsPageTests
{
    [Fact]
    public async Task ThePageListsThemNewestFirstAndSaysHowToVerify()
    {
        await using var see = await SeeHost.Start();
        Assert.Contains("No checkpoint was taken yet", await see.Page("/checkpoints"), StringComparison.Ordinal);
        await see.Record(Some.Event());
        var first = await see.Checkpoints.TakeAsync(default);
        await see.Record(Some.Event());
        var second = await see.Checkpoints.TakeAsync(default);

        var page = await see.Page("/checkpoints");

        Assert.Contains($"slackaudit verify --checkpoint &quot;2 {Convert.ToHexStringLower(second.Hash)}&quot;", page.Replace("\"2", "&quot;2", StringComparison.Ordinal).Replace("\"</code>", "&quot;</code>", StringComparison.Ordinal), StringComparison.Ordinal);
        var places = new[] { second, first }.Select(c => page.LastIndexOf(Convert.ToHexStringLower(c.Hash), StringComparison.Ordinal)).ToList();
        Assert.True(places[0] > 0 && places[0] < places[1]);
        Assert.Contains("href=\"/events/1\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyAreOnSeveralPages()
    {
        await using var see = await SeeHost.Start();
        for (var i = 0; i < 101; i++)
        {
            await see.Record(Some.Event());
            await see.Checkpoints.TakeAsync(default);
        }

        Assert.Contains("href=\"/checkpoints?before=2\"", await see.Page("/checkpoints"), StringComparison.Ordinal);
        var older = await see.Page("/checkpoints?before=2");
        Assert.Contains("href=\"/events/1\"", older, StringComparison.Ordinal);
        Assert.DoesNotContain("before=1\"", older, StringComparison.Ordinal);
        using var nonsense = await see.Http.GetAsync("/checkpoints?before=x");
        Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);
    }
}
