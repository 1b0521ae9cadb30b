using System.Text;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Tests.Slack.Sockets;

public sealed class SocketFrameTests
{
    [Fact]
    public void AHelloSaysHowLongAndHowMany()
    {
        var hello = Read("""{"type":"hello","num_connections":2,"debug_info":{"approximate_connection_time":18060}}""");
        Assert.Equal((2, TimeSpan.FromSeconds(18060)), (hello.Connections, hello.Lifetime));
        Assert.Equal(TimeSpan.FromDays(1), Read("""{"debug_info":{"approximate_connection_time":2147483647}}""").Lifetime);
        Assert.Equal((0, TimeSpan.Zero), (Read("{}").Connections, Read("""{"debug_info":{"approximate_connection_time":-5}}""").Lifetime));

        static SocketFrame Read(string text) => SocketFrame.Read(Encoding.UTF8.GetBytes(text))!;
    }

    [Fact]
    public void SlackMayCountAConnectionForAMinuteAfterItsEnd()
    {
        var clock = new FakeTimeProvider(Some.Now);
        var live = new LiveSockets(clock);
        live.Opened();
        live.Opened();
        live.Ended();
        Assert.Equal((1, 2), (live.Now, live.Lately()));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((1, 1), (live.Now, live.Lately()));
    }
}
