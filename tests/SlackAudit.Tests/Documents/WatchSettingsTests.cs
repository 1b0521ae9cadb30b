using Microsoft.Extensions.Configuration;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Documents;

public sealed class WatchSettingsTests
{
    static WatchSettings Read(string? after, params KeyValuePair<string, string?>[] more) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [new("Sources:GitHub:Secrets:0", "a secret"), new("Sources:GitHub:QuietAfter", after), new("Sources:convox:QuietAfter", "2h"), .. more]).Build()).Watch;

    [Theory]
    [InlineData(null, null)]
    [InlineData("habit", null)]
    [InlineData("90m", 90)]
    [InlineData("2h", 120)]
    [InlineData("3D", 4320)]
    [InlineData("off", -1)]
    public void AfterHowLongASilenceASourceIsQuietIsOneWord(string? written, int? minutes) =>
        Assert.Equal(minutes is -1 ? WatchSettings.Never : minutes is { } told ? TimeSpan.FromMinutes(told) : null, Assert.Single(Read(written).QuietAfter, each => each.Key == "github").Value);

    [Theory]
    [InlineData("2")]
    [InlineData("h")]
    [InlineData("0m")]
    [InlineData("91d")]
    [InlineData("2147483647d")]
    [InlineData("-2h")]
    [InlineData("soon")]
    public void AnythingElseStopsTheStart(string written) =>
        Assert.Contains("Sources:GitHub:QuietAfter", Assert.Throws<WrongSettingException>(() => Read(written)).Message, StringComparison.Ordinal);

    [Fact]
    public void AChannelAndAZoneMayBeNamed()
    {
        var settings = Read(null, new("Health:Channel", "#ops"), new("Health:TimeZone", "Europe/Berlin"));

        Assert.Equal(("#ops", "Europe/Berlin"), (settings.Channel, settings.Zone.Id));
        Assert.Throws<WrongSettingException>(() => Read(null, new KeyValuePair<string, string?>("Health:TimeZone", "Nowhere")));
    }
}
