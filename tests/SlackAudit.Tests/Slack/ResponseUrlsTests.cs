using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class ResponseUrlsTests
{
    [Theory]
    [InlineData("https://hooks.slack.com/commands/T1/2/3", "hooks.slack.com")]
    [InlineData("https://HOOKS.slack.com/x", "hooks.slack.com")]
    [InlineData("https://hooks.slack-gov.com/x", "hooks.slack.com", "https://hooks.slack-gov.com")]
    [InlineData("http://127.0.0.1:8080/x", "127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/x", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/x", "localhost:8080")]
    [InlineData("http://[::1]:8080/x", "[::1]:8080")]
    [InlineData("https://proxy.example:8443/x", "proxy.example:8443")]
    public void ConfiguredHostsAreAllowed(string url, params string[] hosts) => Assert.Equal(url, new ResponseUrls(hosts).Allow(url).OriginalString);

    [Theory]
    [InlineData("http://hooks.slack.com/x", "hooks.slack.com")]
    [InlineData("http://hooks.slack.com/x", "http://hooks.slack.com")]
    [InlineData("https://hooks.slack.com:444/x", "hooks.slack.com")]
    [InlineData("https://hooks.slack.com.evil.example/x", "hooks.slack.com")]
    [InlineData("https://evil.example/hooks.slack.com", "hooks.slack.com")]
    [InlineData("https://user@hooks.slack.com/x", "hooks.slack.com")]
    [InlineData("https://hooks.slack.com@evil.example/x", "hooks.slack.com")]
    [InlineData("https://hooks.slack.com\\@evil.example/x", "evil.example:1")]
    [InlineData("http://127.0.0.1:8081/x", "127.0.0.1:8080")]
    [InlineData("http://169.254.169.254/latest", "hooks.slack.com")]
    [InlineData("file:///etc/passwd", "hooks.slack.com", "file:///")]
    [InlineData("", "hooks.slack.com")]
    [InlineData("https://x/", "", " ", "::")]
    public void EveryOtherIsRefusedAndNotRepeated(string url, params string[] hosts)
    {
        var refusal = Assert.Throws<SlackException>(() => new ResponseUrls(hosts).Allow(url));
        Assert.Equal(("response_url_not_allowed", true), (refusal.ErrorCode, refusal.IsPermanent));
        Assert.True(url.Length == 0 || !refusal.Message.Contains(url, StringComparison.Ordinal));
    }
}
