using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SlackAudit.Receive;
using SlackAudit.Receive.Convox;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Convox;

public sealed class ConvoxSignatureTests
{
    const string Key = "5257a869e7ecebeda32affa62cdca3fa37e8c0a98c3f2db5a8f5da3b2a3e9c4e";
    const string NeighboursKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    const long SignedAt = 1745497200;
    const string Body = "vector.app-create";
    const string Signature = "cf7567fd98676a9bca994a0e27b627fbc7caf99434994eb4a1184d1bcc2cb931";

    static readonly string Zeros = new('0', 64);

    static byte[] Vector(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Receive", "Convox", "Payloads", name + ".json"));

    static WebhookDelivery Delivery(string header, string body = Body, double secondsLater = 0) =>
        Posted.To("convox", Vector(body), ("Convox-Signature", header)) with
        {
            ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(SignedAt).AddSeconds(secondsLater),
        };

    static Verification Verify(WebhookDelivery delivery, params string[] secrets) =>
        new ConvoxSource().Verify(delivery, secrets.Length == 0 ? [Key] : secrets);

    [Theory]
    [InlineData("vector.app-create", Signature)]
    [InlineData("vector.budget-cap", "539873005b7a07a2f0dade81cdb14ab6a1a3a39ac4d6f5be567ef676522e5956")]
    [InlineData("vector.rack-update", "1531a8a38a62d163bd63bacc1a43d884c6cd8c53f2a606dfdb4a1c11f0312b5c")]
    public void TheProjectsOwnVectorsAreValid(string body, string signature)
    {
        Assert.Equal(Verification.Valid, Verify(Delivery($"t={SignedAt},v1={signature}", body)));
        Assert.Equal(Verification.Valid, Verify(Delivery($"t={SignedAt},v1={signature}", body), NeighboursKey, "not hexadecimal", Key));
        Assert.Equal(Verification.Valid, Verify(Delivery($"t={SignedAt},v1={signature}", body), Key.ToUpperInvariant()));
    }

    [Fact]
    public void AnyOneOfUpToFourSignaturesIsEnoughAndUnknownVersionsAreSkipped()
    {
        Assert.Equal(Verification.Valid, Verify(Delivery($"t={SignedAt}, v1={Zeros}, v2=abc, v1={Signature}")));
        Assert.Equal(Verification.Valid, Verify(Delivery($"v1={Zeros},v1={Zeros},v1={Zeros},v1={Signature},t={SignedAt}")));
        Assert.Equal(Verification.Malformed, Verify(Delivery($"t={SignedAt},v1={Zeros},v1={Zeros},v1={Zeros},v1={Zeros},v1={Signature}")));
    }

    [Fact]
    public void OneChangedByteAnywhereIsAMismatch()
    {
        var body = Vector(Body);
        for (var i = 0; i < body.Length; i++)
        {
            var changed = (byte[])body.Clone();
            changed[i] ^= 1;
            Assert.Equal(Verification.Mismatch, Verify(Delivery($"t={SignedAt},v1={Signature}") with { Body = changed }));
        }

        Assert.Equal(Verification.Mismatch, Verify(Delivery($"t={SignedAt + 1},v1={Signature}")));
        Assert.Equal(Verification.Mismatch, Verify(Delivery($"t={SignedAt},v1={Signature}"), NeighboursKey));
        Assert.Equal(Verification.Mismatch, Verify(Delivery($"t={SignedAt},v1={Signature}"), "not hexadecimal", "abc"));
    }

    [Theory]
    [InlineData(0, "Valid")]
    [InlineData(300, "Valid")]
    [InlineData(-300, "Valid")]
    [InlineData(300.1, "Stale")]
    [InlineData(-300.1, "Stale")]
    [InlineData(86_400, "Stale")]
    public void TheSignedTimeMayBeFiveMinutesAwayInEitherDirection(double secondsLater, string expected) =>
        Assert.Equal(expected, Verify(Delivery($"t={SignedAt},v1={Signature}", secondsLater: secondsLater)).ToString());

    [Theory]
    [InlineData("v1=SIGNATURE")]
    [InlineData("t=1745497200")]
    [InlineData("t=1745497200,v2=SIGNATURE")]
    [InlineData("t=,v1=SIGNATURE")]
    [InlineData("t=1745497200.0,v1=SIGNATURE")]
    [InlineData("t=-1745497200,v1=SIGNATURE")]
    [InlineData("t=99999999999999999999,v1=SIGNATURE")]
    [InlineData("t=1745497200,t=1745497200,v1=SIGNATURE")]
    [InlineData("t=1745497200,v1=abc")]
    [InlineData("t=1745497200,v1=zz7567fd98676a9bca994a0e27b627fbc7caf99434994eb4a1184d1bcc2cb931")]
    [InlineData("SIGNATURE")]
    [InlineData("t=1745497200,v1")]
    [InlineData(",")]
    public void AHeaderOfAnotherShapeIsMalformed(string header) =>
        Assert.Equal(Verification.Malformed, Verify(Delivery(header.Replace("SIGNATURE", Signature, StringComparison.Ordinal))));

    [Fact]
    public void TheKeyIsTheDecodedHexadecimalNotItsText()
    {
        var text = Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(Key), (byte[])[.. Encoding.ASCII.GetBytes($"{SignedAt}."), .. Vector(Body)]));

        Assert.Equal(Verification.Mismatch, Verify(Delivery(string.Create(CultureInfo.InvariantCulture, $"t={SignedAt},v1={text}"))));
    }

    [Fact]
    public void ARackThatSilentlyStopsSigningIsRefused()
    {
        var unsigned = Posted.To("convox", Vector(Body), ("Content-Type", "application/json"));

        Assert.Equal(Verification.Missing, Verify(unsigned));
        Assert.Equal(Verification.Missing, Verify(Delivery("")));
    }

    [Fact]
    public void AnUnsignedDeliveryCountsOnlyWithASecretOfItsOwn()
    {
        var unsigned = Posted.To("convox", Vector(Body));
        var basic = "Basic " + Convert.ToBase64String("convox:s3cret"u8);

        Assert.Equal(Verification.Valid, Verify(unsigned with { PathSecret = "s3cret" }, Key, "s3cret"));
        Assert.Equal(Verification.Valid, Verify(Posted.To("convox", Vector(Body), ("Authorization", basic)), Key, "s3cret"));
        Assert.Equal(Verification.Valid, Verify(unsigned with { PathSecret = Key }));
        Assert.Equal(Verification.Mismatch, Verify(unsigned with { PathSecret = "s3cret" }));
        Assert.Equal(Verification.Mismatch, Verify(Posted.To("convox", Vector(Body), ("Authorization", basic)), "convox"));
    }

    [Fact]
    public void ABadSignatureIsNotMadeGoodByASecretInTheAddress()
    {
        var bad = Delivery($"t={SignedAt},v1={Zeros}") with { PathSecret = Key };

        Assert.Equal(Verification.Mismatch, Verify(bad));
        Assert.Equal(Verification.Missing, Verify(bad with
        {
            Headers = new HeaderDictionary { ["Convox-Signature"] = new StringValues([$"t={SignedAt},v1={Signature}", "t=1"]) },
        }));
    }
}
