using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive;

public sealed class SharedSecretTests
{
    static readonly string[] Secrets = ["old-secret", "new:secret-é"];

    static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    public static TheoryData<string, string> GoodCredentials => new()
    {
        { "Authorization", "Bearer old-secret" },
        { "authorization", "bearer   old-secret  " },
        { "Authorization", "Bearer new:secret-é" },
        { "Authorization", Basic("anybody:old-secret") },
        { "Authorization", Basic(":old-secret") },
        { "Authorization", Basic("convox:new:secret-é").Replace("Basic", "BASIC", StringComparison.Ordinal) },
        { "X-Api-Key", "old-secret" },
        { "x-api-key", "new:secret-é" },
    };

    public static TheoryData<string, string, string> BadCredentials => new()
    {
        { "Authorization", "Bearer old-secre", "Mismatch" },
        { "Authorization", "Bearer old-secrets", "Mismatch" },
        { "Authorization", "Bearer OLD-SECRET", "Mismatch" },
        { "Authorization", "Bearer old-secret, Bearer old-secret", "Mismatch" },
        { "Authorization", Basic("old-secret:wrong"), "Mismatch" },
        { "X-Api-Key", "old-secret ", "Mismatch" },
        { "Authorization", Basic("old-secret:"), "Missing" },
        { "Authorization", "Bearer", "Missing" },
        { "Authorization", " ", "Missing" },
        { "Authorization", "", "Missing" },
        { "X-Api-Key", "", "Missing" },
        { "X-Other", "old-secret", "Missing" },
        { "Authorization", Basic("old-secret"), "Malformed" },
        { "Authorization", "Basic not base64!", "Malformed" },
        { "Authorization", "Basic", "Malformed" },
        { "Authorization", "old-secret", "Malformed" },
        { "Authorization", "Digest old-secret", "Malformed" },
    };

    [Theory, MemberData(nameof(GoodCredentials))]
    public void AnyActiveSecretIsACredentialInEveryPlaceForIt(string header, string value) =>
        Assert.Equal(Verification.Valid, SharedSecret.Verify(Posted.To("generic", "{}", (header, value)), Secrets));

    [Theory, MemberData(nameof(BadCredentials))]
    public void AnythingElseIsRefusedWithItsReason(string header, string value, string reason) =>
        Assert.Equal(reason, SharedSecret.Verify(Posted.To("generic", "{}", (header, value)), Secrets).ToString());

    [Theory]
    [InlineData("Authorization", "Bearer old-secret")]
    [InlineData("X-Api-Key", "old-secret")]
    public void ARepeatedHeaderProvesNothing(string header, string value)
    {
        var delivery = Posted.To("generic", "{}") with
        {
            Headers = new HeaderDictionary { [header] = new StringValues([value, value]) },
        };

        Assert.Equal(Verification.Missing, SharedSecret.Verify(delivery, Secrets));
    }

    [Fact]
    public void OneGoodCredentialIsEnoughBesideABadOne() => Assert.Equal(
        Verification.Valid,
        SharedSecret.Verify(Posted.To("generic", "{}", ("Authorization", "Negotiate abc"), ("X-Api-Key", "old-secret")), Secrets));

    [Theory]
    [InlineData("old-secret", true, "Valid")]
    [InlineData("old-secret", false, "Missing")]
    [InlineData("wrong", true, "Mismatch")]
    [InlineData("", true, "Missing")]
    public void TheAddressCountsOnlyForSourcesThatAllowIt(string pathSecret, bool inAddress, string expected) => Assert.Equal(
        expected,
        SharedSecret.Verify(Posted.To("generic", "{}") with { PathSecret = pathSecret }, Secrets, inAddress).ToString());

    [Fact]
    public void NoSecretMeansNoEntry() =>
        Assert.NotEqual(Verification.Valid, SharedSecret.Verify(Posted.To("generic", "{}", ("Authorization", "Bearer ")), [""]));
}
