using System.Text;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class SlackSignatureTests
{
    // The example of Slack's own SDK (slackapi/python-slack-sdk, tests/slack_sdk/signature).
    const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    const string Timestamp = "1531420618";
    const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const string Body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Theory]
    [InlineData(0, SlackVerification.Valid)]
    [InlineData(300, SlackVerification.Valid)]
    [InlineData(-300, SlackVerification.Valid)]
    [InlineData(301, SlackVerification.Stale)]
    [InlineData(-301, SlackVerification.Stale)]
    public void SlacksOwnExampleIsValidForFiveMinutesEitherWay(int seconds, SlackVerification expected) =>
        Assert.Equal(expected, Verify(Timestamp, Signature, Body, SignedAt.AddSeconds(seconds)));

    [Theory]
    [InlineData(null, Signature, SlackVerification.Missing)]
    [InlineData(Timestamp, null, SlackVerification.Missing)]
    [InlineData("", "", SlackVerification.Missing)]
    [InlineData("1531420618.5", Signature, SlackVerification.Malformed)]
    [InlineData("-1531420618", Signature, SlackVerification.Malformed)]
    [InlineData("99999999999999999999999999", Signature, SlackVerification.Malformed)]
    [InlineData(Timestamp, "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Malformed)]
    [InlineData(Timestamp, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5", SlackVerification.Malformed)]
    [InlineData(Timestamp, "v0=g2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Malformed)]
    [InlineData(Timestamp, Signature + "," + Signature, SlackVerification.Malformed)]
    [InlineData("1531420619", Signature, SlackVerification.Mismatch)]
    [InlineData(Timestamp, "v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackVerification.Mismatch)]
    public void AnythingElseIsRefused(string? timestamp, string? signature, SlackVerification expected) =>
        Assert.Equal(expected, Verify(timestamp, signature, Body, SignedAt));

    [Fact]
    public void OneChangedByteIsRefused() => Assert.Equal(SlackVerification.Mismatch, Verify(Timestamp, Signature, Body + "&", SignedAt));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void AnEmptySecretIsNoSecret(string secret) =>
        Assert.Throws<ArgumentException>(() => SlackSignature.Verify(secret, Timestamp, Signature, default, SignedAt));

    static SlackVerification Verify(string? timestamp, string? signature, string body, DateTimeOffset now) =>
        SlackSignature.Verify(Secret, timestamp, signature, Encoding.UTF8.GetBytes(body), now);
}
