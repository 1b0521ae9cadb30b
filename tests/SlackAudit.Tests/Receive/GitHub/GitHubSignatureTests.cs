using System.Text;
using SlackAudit.Receive;
using static SlackAudit.Receive.Verification;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class GitHubSignatureTests
{
    // The example that GitHub's documentation gives.
    const string Hex = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    static readonly byte[] Hello = "Hello, World!"u8.ToArray();

    static Verification Verify(byte[] body, string header, params string[] secrets) =>
        Delivered.GitHub.Verify(Delivered.Delivery("push", body, ("X-Hub-Signature-256", header)), secrets);

    [Fact]
    public void GitHubsOwnExampleIsValid() => Assert.Equal(Valid, Verify(Hello, $"sha256={Hex}", Delivered.Secret));

    [Fact]
    public void OneChangedByteIsAMismatch() => Assert.Equal(Mismatch, Verify("Hello, World?"u8.ToArray(), $"sha256={Hex}", Delivered.Secret));

    [Fact]
    public void OneChangedDigitIsAMismatch() => Assert.Equal(Mismatch, Verify(Hello, $"sha256=0{Hex[1..]}", Delivered.Secret));

    [Fact]
    public void ANeighboursSecretIsAMismatch() => Assert.Equal(Mismatch, Verify(Hello, $"sha256={Hex}", "It's a Secret to Nobody"));

    [Fact]
    public void AnyOfSeveralSecretsWillDo()
    {
        Assert.Equal(Valid, Verify(Hello, $"sha256={Hex}", "old", Delivered.Secret, "new"));
        Assert.Equal(Mismatch, Verify(Hello, $"sha256={Hex}", "old", "new"));
    }

    [Fact]
    public void TheDigitsMayBeInEitherCase() => Assert.Equal(Valid, Verify(Hello, $"sha256={Hex.ToUpperInvariant()}", Delivered.Secret));

    [Theory]
    [InlineData("sha256=")]
    [InlineData("sha256")]
    [InlineData(Hex)]
    [InlineData($"sha1={Hex}")]
    [InlineData($"sha256={Hex}00")]
    [InlineData($"sha256= {Hex}")]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    public void AnythingButSha256And64DigitsIsMalformed(string header) => Assert.Equal(Malformed, Verify(Hello, header, Delivered.Secret));

    [Fact]
    public void WithoutTheHeaderTheProofIsMissing()
    {
        Assert.Equal(Missing, Delivered.GitHub.Verify(Delivered.Delivery("push", Hello), [Delivered.Secret]));
        Assert.Equal(Missing, Verify(Hello, "", Delivered.Secret));
    }

    [Fact]
    public void ARepeatedHeaderProvesNothing()
    {
        var twice = Delivered.Delivery("push", Hello, ("X-Hub-Signature-256", $"sha256={Hex}"), ("X-Hub-Signature-256", $"sha256={Hex}"));
        Assert.Equal(Missing, Delivered.GitHub.Verify(twice, [Delivered.Secret]));
    }

    [Fact]
    public void TheOldSha1SignatureCountsForNothing()
    {
        var old = Delivered.Delivery("push", Hello, ("X-Hub-Signature", "sha1=0d5dae5d8f8fb5cbc23ba2ad6d1a9e5d3e2b4f3a"));
        Assert.Equal(Missing, Delivered.GitHub.Verify(old, [Delivered.Secret]));
    }

    [Fact]
    public void AFormIsSignedAsItArrivedNotAsItIsDecoded()
    {
        var form = Encoding.ASCII.GetBytes("payload=" + Uri.EscapeDataString(Delivered.Payload("push")));
        Assert.Equal(Valid, Delivered.GitHub.Verify(Delivered.Signed(form), [Delivered.Secret]));
    }
}
