using Microsoft.Extensions.Time.Testing;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class PreviewSlackApiClientTests
{
    [Fact]
    public async Task EveryMessageGetsALaterPlaceEvenWhenTheClockGoesBack()
    {
        var clock = new FakeTimeProvider(Some.Now) { AutoAdvanceAmount = TimeSpan.Zero };
        var preview = new PreviewSlackApiClient(clock);
        var posts = new List<PostMessageResponse>();
        for (var i = 0; i < 3; i++) posts.Add(await preview.Chat.PostMessage(new() { Channel = "#deploys" }, default));
        clock.AdjustTime(Some.Now.AddHours(-1));
        posts.Add(await preview.Chat.PostMessage(new() { Channel = "#deploys" }, default));
        Assert.Equal(["1772460180.000000", "1772460180.000001", "1772460180.000002", "1772460180.000003"], posts.Select(post => post.Ts));
        Assert.All(posts, post => Assert.Equal("#deploys", post.Channel));
    }

    [Fact]
    public async Task ItKnowsNobodyAndShowsNoDialog()
    {
        var preview = new PreviewSlackApiClient(new FakeTimeProvider(Some.Now));
        Assert.Null(await preview.Users.LookupByEmail("alice@example.com", default));
        await preview.Views.Open("trigger", new View { CallbackId = "c", Title = "t", Blocks = [] }, default);
    }
}
