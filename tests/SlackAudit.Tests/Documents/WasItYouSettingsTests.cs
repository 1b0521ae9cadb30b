using Microsoft.Extensions.Configuration;
using SlackAudit.Events;
using SlackAudit.Notify.Confirmations;

namespace SlackAudit.Tests.Documents;

public sealed class WasItYouSettingsTests
{
    static WasItYouSettings Read(params KeyValuePair<string, string?>[] settings) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).WasItYou;

    [Fact]
    public void NobodyIsAskedUnlessAChannelIsNamed()
    {
        Assert.Null(Read().Channel);
        Assert.Null(Read(new("WasItYou:Channel", ""), new("WasItYou:Within", "1h")).Channel);
        Assert.Contains("WasItYou:Channel is missing", Assert.Throws<WrongSettingException>(() => Read(new KeyValuePair<string, string?>("WasItYou:Within", "1h"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithAChannelAloneSensitiveThingsAreAskedAboutForTwoHoursOfNineToFive()
    {
        var settings = Read(new KeyValuePair<string, string?>("WasItYou:Channel", "#security"));

        Assert.Equal(("#security", TimeSpan.FromHours(2), WorkingHours.Parse("Mon-Fri 09:00-17:00"), TimeZoneInfo.Utc.Id), (settings.Channel, settings.Within, settings.WorkingHours, settings.Zone.Id));
        Assert.Equal(new AuditQuery { Sensitive = true }, settings.When);
        Assert.Equal(new WasItYouSettings { Channel = "#security" }, settings with { Zone = TimeZoneInfo.Utc });
    }

    [Fact]
    public void WhatIsAskedAboutMayLeaveOutProgramsButNoPerson()
    {
        KeyValuePair<string, string?>[] settings =
            [new("WasItYou:Channel", "#security"), new("People:0:Name", "alice"), new("People:0:Is:0", "github:alice-gh"), new("Sources:github:Secrets:0", "a secret"), new("WasItYou:When", "exec, ssh not by deployer")];

        Assert.Equal(["exec", "ssh"], Read(settings).When.Actions);
        foreach (var name in (string[])["alice", "alice-gh"])
            Assert.Contains("everybody is asked", Assert.Throws<WrongSettingException>(() => Read([.. settings[..4], new("WasItYou:When", $"exec not by {name}")])).Message, StringComparison.Ordinal);
    }
}
