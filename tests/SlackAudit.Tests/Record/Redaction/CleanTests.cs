using CsCheck;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

public sealed class CleanTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\r\n\u2028\u200B\u3164", null)]
    [InlineData("  alice   smith ", "alice smith")]
    [InlineData("a\r\nb\tc\u2029d\u0085e", "a b c d e")]
    [InlineData("a\0b\u0007c\u001Bd", "abcd")]
    [InlineData("user\u202Egnp.exe", "usergnp.exe")]
    [InlineData("a\u200Bb\u200Dc\uFEFFd\u2066e\u00ADf", "abcdef")]
    [InlineData("a\uFFFEb\uFDD0c", "abc")]
    [InlineData("Zoë 王 ☃", "Zoë 王 ☃")]
    [InlineData("👩\u200D❤\uFE0F\u200D👨 👍🏽", "👩\u200D❤\uFE0F\u200D👨 👍🏽")]
    public void ANameIsOneVisibleLine(string? text, string? cleaned) => Assert.Equal(cleaned, Clean.Name(text));

    [Fact]
    public void HalfACharacterIsReplaced() => Assert.Equal("a\uFFFDb\uFFFD", Clean.Name("a\uD800b\uDC00"));

    [Fact]
    public void ACleanNameIsTheVerySameString()
    {
        const string Name = "acme/billing";

        Assert.Same(Name, Clean.Name(Name));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("ab 👍🏽👍🏽", 6, "ab…")]
    [InlineData("ab👍🏽👍🏽", 7, "ab👍🏽…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("👍🏽👍🏽", 4, "👍…")]
    public void ALongNameIsCutBetweenCharacters(string text, int max, string cut) => Assert.Equal(cut, Clean.Name(text, max));

    [Fact]
    public void OneCharacterWithEndlessAccentsIsCutToo() => Assert.Equal(256, Clean.Name("e" + new string('\u0301', 100_000))!.Length);

    [Fact]
    public void WhateverIsCleanedFitsAndStays() => Gen.Select(Gen.String, Gen.Int[2, 40]).Sample((text, max) =>
    {
        var cleaned = Clean.Name(text, max);
        Assert.True(cleaned is null || cleaned.Length <= max);
        Assert.Equal(cleaned, Clean.Name(cleaned, max));
        Assert.True(cleaned is null || cleaned.IsNormalized() || cleaned.Normalize().Length > 0);
    }, iter: 20_000);

    [Theory]
    [InlineData("https://github.com/acme/app/pull/1?w=1#top", "https://github.com/acme/app/pull/1?w=1#top")]
    [InlineData("http://u:p@x.example/a", "http://x.example/a")]
    [InlineData("https://x.example/a?token=abc&b=1", "https://x.example/a?token=[redacted]&b=1")]
    [InlineData(" https://x.example/a b<c>\u202E ", "https://x.example/a%20b%3Cc%3E")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ftp://x.example/", null)]
    [InlineData("/relative", null)]
    [InlineData("https://", null)]
    [InlineData("no address", null)]
    [InlineData(null, null)]
    public void AUrlIsAWebAddressWithoutSecrets(string? text, string? url)
    {
        Assert.Equal(url, Clean.Url(text));
        Assert.Equal(url, Clean.Url(url));
    }

    [Fact]
    public void AUrlThatIsTooLongIsNone() => Assert.Null(Clean.Url("https://x.example/" + new string('a', 2000)));

    [Fact]
    public void AnyTextIsAUrlOrNone() => Gen.String.Select(s => "https://" + s).Sample(text => { _ = Clean.Url(text); }, iter: 20_000);

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("075.050.255.67", "075.050.255.67")]
    [InlineData("2001:db8::1%eth0", "2001:db8::1%eth0")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("ssm.amazonaws.com", "ssm.amazonaws.com")]
    [InlineData("AWS Internal", "AWS Internal")]
    [InlineData("<script>", null)]
    [InlineData("a=b", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void AnAddressIsAnIpAddressOrLooksLikeAHost(string? text, string? address) => Assert.Equal(address, Clean.Address(text));

    [Fact]
    public void AnAddressThatIsTooLongOrASecretIsNone()
    {
        Assert.Null(Clean.Address(new string('a', 101)));
        Assert.Null(Clean.Address("gh" + "p_0123456789abcdef0123456789abcdef0123"));
    }
}
