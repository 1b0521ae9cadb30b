using Microsoft.Extensions.Configuration;
using SlackAudit.Record.Retention;

namespace SlackAudit.Tests.Record.Retention;

public sealed class RetentionSettingsTests
{
    [Fact]
    public void WithoutAnySettingEverythingIsKeptForEver()
    {
        var settings = Read();

        Assert.False(settings.Prunes);
        Assert.Null(settings.DaysOf("deploy"));
        Assert.Null(settings.PayloadDaysOf("deploy"));
    }

    [Fact]
    public void TheNarrowestActionCountsAndAPayloadIsNeverKeptLongerThanItsEvent()
    {
        var settings = Read(("Days", "100"), ("PayloadDays", "50"), ("Actions:env", "20"), ("Actions:env.change", "3650"), ("Actions:tamper", "Forever"));

        Assert.Equal([100, 20, 20, 3650, 3650, null], new[] { "push", "env", "env.read", "env.change", "env.change.key", "tamper.refused" }.Select(settings.DaysOf));
        Assert.Equal([50, 20, 50, 50], new[] { "push", "env", "env.change", "tamper" }.Select(settings.PayloadDaysOf));
        Assert.Equal(20, settings.ShortestDays);
    }

    [Fact]
    public void AHoldMayBeAboutDatesAndAboutEverything()
    {
        var settings = Read(("Holds:0:Name", "case 7"), ("Holds:0:Of", "by @alice since 2026-01-01 until 2026-02-01"), ("Holds:1:Name", "all of it"));

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), settings.Holds[0].Of!.Since);
        Assert.Null(settings.Holds[1].Of);
    }

    [Theory]
    [InlineData("Days", "0", "Retention:Days is \"0\", but must be a whole number of days from 1 to 36500")]
    [InlineData("Days", "-5", "must be a whole number of days")]
    [InlineData("Days", "1.5", "must be a whole number of days")]
    [InlineData("Days", "forever", "must be a whole number of days")]
    [InlineData("PayloadDays", "999999", "must be a whole number of days")]
    [InlineData("Dais", "5", "Did you mean Retention:Days?")]
    [InlineData("Actions:depoly", "5", "Did you mean deploy?")]
    [InlineData("Actions:token", "5", "write Retention:Actions:key")]
    [InlineData("Actions:deploy", "", "Retention:Actions:deploy is empty")]
    [InlineData("Actions:deploy", "long", "a whole number of days from 1 to 36500, or forever")]
    [InlineData("Holds:0:Of", "deploys", "Retention:Holds:0:Name is missing")]
    public void AWrongSettingStopsTheStartInASentence(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<WrongSettingException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("count deploys", "without last, who or count")]
    [InlineData("deploys since 7d", "whose times are dates")]
    [InlineData("deploys today", "whose times are dates")]
    [InlineData("outcome:maybe", "a question as for /audit")]
    public void AHoldMustMeanTheSameForAsLongAsItStands(string of, string said) =>
        Assert.Contains(said, Assert.Throws<WrongSettingException>(() => Read(("Holds:0:Name", "x"), ("Holds:0:Of", of))).Message, StringComparison.Ordinal);

    [Fact]
    public void PayloadsAreKeptNoLongerThanTheirEvents() =>
        Assert.Contains("at most Retention:Days (10)", Assert.Throws<WrongSettingException>(() => Read(("Days", "10"), ("PayloadDays", "11"))).Message, StringComparison.Ordinal);

    static RetentionSettings Read(params (string Key, string Value)[] settings) => SettingsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Retention:{setting.Key}", setting.Value))).Build()).Retention;
}
