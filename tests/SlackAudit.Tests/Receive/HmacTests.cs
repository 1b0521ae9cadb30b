using System.Text;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive;

public sealed class HmacTests
{
    // RFC 4231, test case 2.
    const string Hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    static readonly byte[] Key = "Jefe"u8.ToArray();

    static ReadOnlyMemory<byte> Bytes(string text) => Encoding.ASCII.GetBytes(text);

    [Fact]
    public void TheStandardsVectorMatches() => Assert.True(Hmac.Matches(Key, Hex, Bytes("what do ya want for nothing?")));

    [Fact]
    public void PartsAreSignedAsIfTheyWereOne() => Assert.True(Hmac.Matches(Key, Hex, Bytes("what do ya"), Bytes(" want "), Bytes("for nothing?")));

    [Theory]
    [InlineData("")]
    [InlineData("5b")]
    [InlineData("gbdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384300")]
    public void AnythingBut64DigitsMatchesNothingAndIsMalformed(string hex)
    {
        Assert.False(Hmac.Matches(Key, hex, Bytes("what do ya want for nothing?")));
        Assert.Equal(Verification.Malformed, Hmac.Check(["Jefe"], hex, Bytes("what do ya want for nothing?")));
    }

    [Fact]
    public void AnyActiveSecretIsEnough()
    {
        Assert.Equal(Verification.Valid, Hmac.Check(["other", "Jefe"], Hex, Bytes("what do ya want for nothing?")));
        Assert.Equal(Verification.Mismatch, Hmac.Check(["other", "jefe"], Hex, Bytes("what do ya want for nothing?")));
    }
}
