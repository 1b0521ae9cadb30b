using Microsoft.Extensions.Configuration;
using SlackAudit.See.SignIn;

namespace SlackAudit.Tests.Documents;

public sealed class SignInSettingsTests
{
    static readonly Dictionary<string, string?> Whole = new()
    {
        ["PublicUrl"] = "https://audit.example.com",
        ["SignIn:Authority"] = "https://login.example.com/realm",
        ["SignIn:ClientId"] = "slackaudit",
        ["SignIn:ClientSecret"] = "a secret that nobody guesses",
        ["SignIn:Members:0"] = "@example.com",
        ["SignIn:Admins:0"] = "alice@example.com",
    };

    static SignInSettings? Read(IEnumerable<KeyValuePair<string, string?>> settings) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).See.SignIn;

    [Fact]
    public void WithoutSettingsNobodySignsIn()
    {
        Assert.Null(Read([]));
        Assert.Null(Read([new("SignIn:Authority", ""), new("SignIn:Members", "")]));
    }

    [Fact]
    public void AWholeSettingSaysWhoSignsInAndNamesNoSecret()
    {
        var settings = Read(Whole)!;

        Assert.Equal(("https://login.example.com/realm", "slackaudit"), (settings.Authority.AbsoluteUri, settings.ClientId));
        Assert.Equal("@example.com", Assert.Single(settings.Members));
        Assert.Equal("alice@example.com", Assert.Single(settings.Admins));
        Assert.Empty(settings.Auditors);
        Assert.DoesNotContain("guesses", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PublicUrl", "PublicUrl is missing")]
    [InlineData("SignIn:Authority", "SignIn:Authority is missing")]
    [InlineData("SignIn:ClientId", "SignIn:ClientId is missing")]
    [InlineData("SignIn:ClientSecret", "SignIn:ClientSecret is missing")]
    [InlineData("SignIn:Members:0", "SignIn:Members is missing")]
    public void AnIncompleteOneStopsTheStart(string missing, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<WrongSettingException>(() => Read(Whole.Where(each => each.Key != missing))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SignIn:Authority", "http://login.example.com")]
    [InlineData("SignIn:Authority", "login.example.com")]
    [InlineData("SignIn:Authority", "https://user:password@login.example.com")]
    [InlineData("SignIn:ClientSecret", "too short")]
    [InlineData("SignIn:Members:0", "example.com")]
    [InlineData("SignIn:Members:0", "*@example.com")]
    [InlineData("SignIn:Members:0", "a@b@example.com")]
    [InlineData("SignIn:Auditors:0", "alice@")]
    [InlineData("SignIn:Admins:0", "U0ALICE")]
    [InlineData("SignIn:Member", "alice@example.com")]
    public void AWrongOneStopsTheStart(string key, string value) =>
        Assert.StartsWith(key.Replace(":0", "", StringComparison.Ordinal), Assert.Throws<WrongSettingException>(() => Read(new Dictionary<string, string?>(Whole) { [key] = value })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("alice@example.com", true)]
    [InlineData("ALICE@Example.COM", true)]
    [InlineData("bob@example.com", false)]
    [InlineData("alice@example.com.evil.example", false)]
    [InlineData("bob@labs.example.org", true)]
    [InlineData("bob@sub.labs.example.org", false)]
    [InlineData("boblabs.example.org", false)]
    public void AListNamesAddressesAndWholeDomains(string address, bool isNamed) =>
        Assert.Equal(isNamed, SignInSettings.Names(["alice@example.com", "@labs.example.org"], address));
}
