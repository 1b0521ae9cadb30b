using SlackAudit.Slack;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class SocketPaceTests
{
    static readonly SocketPace Pace = new();

    [Theory]
    [InlineData("Broken", 0, 0)]
    [InlineData("RefreshRequested", 0, 0)]
    [InlineData("OtherReason", 0, 0)]
    [InlineData("Broken", 1, 1)]
    [InlineData("Closed", 2, 2)]
    [InlineData("Warning", 4, 8)]
    [InlineData("NoHello", 7, 60)]
    [InlineData("Broken", 1_000_000, 60)]
    [InlineData("TooManyWebsockets", 0, 60)]
    [InlineData("LinkDisabled", 0, 300)]
    public void WaitsGrowToAMinuteUnlessSomebodyHasToActFirst(string end, int failures, int seconds)
    {
        var wait = Pace.After(Enum.Parse<SocketEnd>(end), failures, 0.5);
        Assert.Equal(TimeSpan.FromSeconds(seconds), wait);
        Assert.Equal(wait * 0.75, Pace.After(Enum.Parse<SocketEnd>(end), failures, 0));
        Assert.Equal(wait * 1.25, Pace.After(Enum.Parse<SocketEnd>(end), failures, 1));
    }

    [Fact]
    public void ARefusalIsWaitedForByItsKind()
    {
        Assert.Equal(TimeSpan.FromSeconds(40), Pace.After(new SlackRateLimitException("x", TimeSpan.FromSeconds(40)), 9, 0));
        Assert.Equal(Pace.Slow, Pace.After(new SlackException("x", "invalid_auth"), 1, 0.5));
        Assert.Equal(Pace.Slow, Pace.After(new SlackException("x", "a code of next year"), 1, 0.5));
        Assert.Equal(Pace.Slow, Pace.After(new SlackException("x", "team_added_to_org"), 1, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(2), Pace.After(new SlackTransientException("x", "http_503"), 2, 0.5));
    }
}
