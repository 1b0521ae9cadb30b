using System.Security.Cryptography;
using System.Text;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Custom;

/// <summary>The signatures that senders publish as examples, each by settings alone.</summary>
public sealed class CustomSignatureTests
{
    const string SlackStyle = """
        "Signature": { "Header": "X-Slack-Signature", "Prefix": "v0=", "Signed": "v0:{timestamp}:{body}", "Timestamp": "X-Slack-Request-Timestamp" }
        """;

    const string StripeStyle = """
        "Signature": { "Header": "Signature", "Prefix": "v1=", "Signed": "{timestamp}.{body}", "Timestamp": "t=" }
        """;

    const string SlackBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    static readonly long Now = Some.Now.ToUnixTimeSeconds();

    [Theory]
    [InlineData("It's a Secret to Everybody", "Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256=")]
    [InlineData("secret", "hello world", "v1=734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a", "v1=")]
    [InlineData("hunter123", "an-important-request-payload", "v2=00,v1=9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa", "v1=")]
    public void PublishedExamplesOfBodySignaturesAreTrue(string secret, string body, string header, string prefix)
    {
        var settings = "\"Signature\": { \"Header\": \"X-Signature\", \"Prefix\": \"" + prefix + "\" }";

        Assert.Equal(Verification.Valid, Verify(settings, secret, body, ("X-Signature", header)));
        Assert.Equal(Verification.Mismatch, Verify(settings, secret, body + " ", ("X-Signature", header)));
        Assert.Equal(Verification.Mismatch, Verify(settings, secret + "x", body, ("X-Signature", header)));
        Assert.Equal(Verification.Malformed, Verify(settings, secret, body, ("X-Signature", header[..^1] + "x")));
        Assert.Equal(Verification.Missing, Verify(settings, secret, body));
    }

    [Theory]
    [InlineData(0, Verification.Valid)]
    [InlineData(300, Verification.Valid)]
    [InlineData(301, Verification.Stale)]
    [InlineData(-301, Verification.Stale)]
    public void ASignedTimeIsOnlyGoodForAWhile(int late, Verification expected)
    {
        var delivery = Posted.To(
            "platform", SlackBody, ("X-Slack-Request-Timestamp", "1531420618"), ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));

        Assert.Equal(expected, Verify(SlackStyle, "8f742231b10e8888abcd99yyyzzz85a5", delivery with { ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(1531420618 + late) }));
    }

    [Fact]
    public void ATimeInTheSignaturesOwnHeaderIsPartOfWhatIsSigned()
    {
        string Header(long time, params string[] keys) =>
            $"t={time}," + string.Join(',', keys.Select(key => "v1=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{time}.{{}}")))));

        Assert.Equal(Verification.Valid, Verify(StripeStyle, "key", "{}", ("Signature", Header(Now, "key"))));
        Assert.Equal(Verification.Valid, Verify(StripeStyle, "key", "{}", ("Signature", Header(Now, "another", "key"))));
        Assert.Equal(Verification.Mismatch, Verify(StripeStyle, "key", "{}", ("Signature", Header(Now, "another"))));
        Assert.Equal(Verification.Mismatch, Verify(StripeStyle, "key", "{}", ("Signature", Header(Now, "key").Replace($"t={Now}", $"t={Now + 1}", StringComparison.Ordinal))));
        Assert.Equal(Verification.Malformed, Verify(StripeStyle, "key", "{}", ("Signature", Header(Now, "key").Replace("t=", "x=", StringComparison.Ordinal))));
        Assert.Equal(Verification.Malformed, Verify(StripeStyle, "key", "{}", ("Signature", $"t={Now}," + Header(Now, "key"))));
    }

    [Theory]
    [InlineData("Sha1", "Hex")]
    [InlineData("Sha256", "Base64")]
    [InlineData("Sha512", "Base64")]
    public void EveryAlgorithmAndEncodingIsUnderstood(string algorithm, string encoding)
    {
        var key = "key"u8.ToArray();
        var body = "{}"u8.ToArray();
#pragma warning disable CA5350
        var mac = algorithm switch { "Sha1" => HMACSHA1.HashData(key, body), "Sha512" => HMACSHA512.HashData(key, body), _ => HMACSHA256.HashData(key, body) };
#pragma warning restore CA5350
        var signature = encoding == "Hex" ? Convert.ToHexStringLower(mac) : Convert.ToBase64String(mac);
        var settings = $"\"Signature\": {{ \"Header\": \"X-Signature\", \"Algorithm\": \"{algorithm}\", \"Encoding\": \"{encoding}\", \"Key\": \"Hex\" }}";

        Assert.Equal(Verification.Valid, Verify(settings, Convert.ToHexString(key), "{}", ("X-Signature", signature)));
        Assert.Equal(Verification.Mismatch, Verify(settings, Convert.ToHexString(key), "[]", ("X-Signature", signature)));
    }

    [Fact]
    public void ASenderMayBringTheSecretItself()
    {
        Assert.Equal(Verification.Valid, Verify("\"SecretHeader\": \"X-Gitlab-Token\"", "s3cret", "{}", ("X-Gitlab-Token", "s3cret")));
        Assert.Equal(Verification.Mismatch, Verify("\"SecretHeader\": \"X-Gitlab-Token\"", "s3cret", "{}", ("X-Gitlab-Token", "other")));
        Assert.Equal(Verification.Missing, Verify("\"SecretHeader\": \"X-Gitlab-Token\"", "s3cret", "{}", ("Authorization", "Bearer s3cret")));
        Assert.Equal(Verification.Valid, Verify("\"SecretInAddress\": true", "s3cret", Posted.To("platform", "{}") with { PathSecret = "s3cret" }));
        Assert.NotEqual(Verification.Valid, Verify("\"SecretInAddress\": false", "s3cret", Posted.To("platform", "{}") with { PathSecret = "s3cret" }));
    }

    static Verification Verify(string settings, string secret, string body, params (string Name, string Value)[] headers) =>
        Verify(settings, secret, Posted.To("platform", body, headers));

    static Verification Verify(string settings, string secret, WebhookDelivery delivery) =>
        Mapped.Source(Mapped.Minimal(settings), secret).Verify(delivery, [secret]);
}
