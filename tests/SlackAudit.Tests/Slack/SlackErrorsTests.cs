using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class SlackErrorsTests
{
    [Theory]
    [InlineData("rate_limited", SlackErrorClass.RateLimited, false)]
    [InlineData("service_unavailable", SlackErrorClass.Transient, false)]
    [InlineData("http_599", SlackErrorClass.Transient, false)]
    [InlineData("team_added_to_org", SlackErrorClass.LongWait, false)]
    [InlineData("token_revoked", SlackErrorClass.AuthDead, true)]
    [InlineData("is_archived", SlackErrorClass.DestinationDead, true)]
    [InlineData("missing_scope", SlackErrorClass.MissingScope, true)]
    [InlineData("invalid_blocks", SlackErrorClass.PayloadRefused, true)]
    [InlineData("message_not_found", SlackErrorClass.MessageGone, true)]
    [InlineData("something_new", SlackErrorClass.Unknown, true)]
    [InlineData("", SlackErrorClass.Unknown, true)]
    public void EveryCodeHasAClassAndAdvice(string code, SlackErrorClass expected, bool permanent)
    {
        var exception = new SlackException("x", code);
        Assert.Equal((expected, permanent), (exception.Class, exception.IsPermanent));
        Assert.EndsWith(".", SlackErrors.Advice(code), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingScopeIsNamed() => Assert.Contains("users:read", SlackErrors.Advice("missing_scope", "users:read"), StringComparison.Ordinal);

    [Fact]
    public void SettingsAndCommandsDoNotPrintTheirSecrets()
    {
        Assert.DoesNotContain("xoxb", new SlackSettings { ApiToken = "xoxb-1", SigningSecret = "xoxb-2" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hooks", new SlashCommand { Command = "/audit", ResponseUrl = "https://hooks.slack.com/x" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hooks", new BlockActionRequest { ActionId = "a", ResponseUrl = "https://hooks.slack.com/x" }.ToString(), StringComparison.Ordinal);
    }
}
