using System.Text;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class GitHubBodyTests
{
    const string Push = """{"ref":"refs/heads/käse","sender":{"login":"alice"},"repository":{"full_name":"acme/api"},"commits":[{}]}""";

    static Reading Read(byte[] body) => Delivered.GitHub.Read(Delivered.Delivery("push", body));

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void AFormHoldsTheSameJson()
    {
        var reading = Read(Bytes("payload=" + Uri.EscapeDataString(Push).Replace("%20", "+") + "&other=1"));
        Assert.Equal(Push, Encoding.UTF8.GetString(reading.Payload.Span));
        Assert.Equal("alice pushed 1 commit to käse of acme/api", Assert.Single(reading.Events).Summary);
    }

    [Fact]
    public void ABareBodyIsKeptWithoutCopyingIt()
    {
        var body = Bytes(Push);
        Assert.True(Read(body).Payload.Span.Overlaps(body));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\r\n ")]
    [InlineData("\uFEFF\n")]
    public void WhatStandsBeforeTheJsonIsForgiven(string before) =>
        Assert.Equal(Push, Encoding.UTF8.GetString(Read(Bytes(before + Push)).Payload.Span));

    [Fact]
    public void BytesThatAreNotUtf8BecomeReplacementCharacters()
    {
        byte[] body = [.. Bytes("""{"ref":"refs/heads/a"""), 0xFF, .. Bytes("\"}")];
        Assert.Equal("a\uFFFD", Assert.Single(Read(body).Events).Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"push\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("<xml/>")]
    [InlineData("payload=")]
    [InlineData("payload=%7B")]
    [InlineData("payload=%5B%5D")]
    [InlineData("payload=%")]
    [InlineData("ref=main&payload=%7B%7D")]
    public void WhatGitHubNeverSendsIsUnreadableAndSaysSoInASentence(string body)
    {
        var refusal = Assert.Throws<UnreadableDeliveryException>(() => Read(Bytes(body)));
        Assert.EndsWith(".", refusal.Message);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public void NestingIsReadTo64Levels(int lists, bool readable)
    {
        var body = Bytes($$"""{"deep":{{new string('[', lists)}}{{new string(']', lists)}}}""");
        if (readable) Assert.Single(Read(body).Events);
        else Assert.Throws<UnreadableDeliveryException>(() => Read(body));
    }

    [Fact]
    public void ABodyOf25MegabytesIsTaken() => Assert.Equal(25 * 1024 * 1024, Delivered.GitHub.MaxBodyBytes);
}
