using Microsoft.Extensions.Configuration;

namespace SlackAudit.Tests.Documents;

public sealed class SlackTokensTests
{
    [Theory]
    [InlineData("xoxb-1-secret", "xoxb-2-secret", null, "Slack:AppLevelToken is not an app-level token", "belongs into Slack:ApiToken")]
    [InlineData("xoxb-1-secret", "my-secret", null, "Slack:AppLevelToken is not an app-level token, which begins with xapp-", "App-Level Tokens")]
    [InlineData("xoxb-1-secret", "xapp-1 secret", null, "Slack:AppLevelToken is not an app-level token", "")]
    [InlineData("xapp-1-secret", "xapp-1-secret", null, "Slack:ApiToken begins with xapp-", "belongs into Slack:AppLevelToken")]
    [InlineData(null, "xapp-1-secret", null, "Slack:AppLevelToken is set, but Slack:ApiToken is not", "OAuth & Permissions")]
    [InlineData("xoxb-1-secret", null, null, "Slack:SigningSecret is missing", "Slack:AppLevelToken")]
    public void ATokenOfTheWrongKindIsSaidWithoutSayingTheToken(string? api, string? appLevel, string? signing, string said, string advice)
    {
        var wrong = Assert.Throws<WrongSettingException>(() => Read(api, appLevel, signing));
        Assert.StartsWith(said, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(advice, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.", wrong.Message.Replace("signing secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("-secret", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xoxb-1", "xapp-1", null, true)]
    [InlineData("xoxb-1", "xapp-1", "signing", true)]
    [InlineData("xoxb-1", null, "signing", false)]
    [InlineData(null, null, null, false)]
    public void AnAppLevelTokenChoosesSocketMode(string? api, string? appLevel, string? signing, bool isSocketMode) =>
        Assert.Equal(isSocketMode, Read(api, appLevel, signing).Slack.IsSocketMode);

    static Settings Read(string? api, string? appLevel, string? signing) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Slack:ApiToken", api), new("Slack:AppLevelToken", appLevel), new("Slack:SigningSecret", signing),
    ]).Build());
}
