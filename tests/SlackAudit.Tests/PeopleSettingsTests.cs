using Microsoft.Extensions.Configuration;

namespace SlackAudit.Tests;

public sealed class PeopleSettingsTests
{
    [Fact]
    public void EachPersonHasTheNamesOfSourcesTypesSlackAndEverywhere()
    {
        var settings = Read(("0:Name", "alice"), ("0:Is:0", "github:alice-gh"), ("0:Is:1", "aws:alice@example.com"), ("0:Is:2", "LABS:al"), ("0:Is:3", "slack:U0ALICE"), ("0:Is:4", "alice@example.com"));

        Assert.Equal(["github:alice-gh", "cloudtrail:alice@example.com", "labs:al", "slack:U0ALICE", "alice@example.com"], settings.People.People[0].Is.Select(identity => identity.ToString()));
        Assert.Equal("alice", settings.People.Known.Of("labs", "alice-gh"));
    }

    [Fact]
    public void OneNameTwiceOfOnePersonIsNoContradiction() =>
        Assert.Single(Read(("0:Name", "alice"), ("0:Is:0", "alice"), ("0:Is:1", "Alice")).People.People);

    [Theory]
    [InlineData("People:1:Is:0 is \"github:Alice\", which People:0:Is:0 says is a's; a name belongs to one person only.", "0:Name=a", "0:Is:0=github:alice", "1:Name=b", "1:Is:0=GitHub:Alice")]
    [InlineData("People:1:Is:0 is \"slack:u1\", which People:0:Is:1 says is a's", "0:Name=a", "0:Is:0=x", "0:Is:1=slack:U1", "1:Name=b", "1:Is:0=slack:u1")]
    [InlineData("People:1:Name is \"ALICE\", which People:0:Name is already", "0:Name=alice", "0:Is:0=x", "1:Name=ALICE", "1:Is:0=y")]
    [InlineData("People:0:Is:0 is \"githup:alice\", but \"githup\" is no source. Did you mean github?", "0:Name=alice", "0:Is:0=githup:alice")]
    [InlineData("People:0:Is:1 is \"github:\", but must be SOURCE:NAME", "0:Name=alice", "0:Is:0=x", "0:Is:1=github:")]
    [InlineData("People:0:Is is missing", "0:Name=alice")]
    [InlineData("People:0:Name is missing", "0:Is:0=alice")]
    [InlineData("People:0:Names is not a setting. Did you mean People:0:Name?", "0:Names=alice")]
    public void AWrongOneStopsTheStartWithItsPath(string says, params string[] settings) =>
        Assert.StartsWith(says, Assert.Throws<WrongSettingException>(() => Read([.. settings.Select(each => (each.Split('=')[0], each.Split('=')[1]))])).Message, StringComparison.Ordinal);

    [Fact]
    public void TooManyNamesOfOnePersonAreRefused() =>
        Assert.Contains("has 21 names", Assert.Throws<WrongSettingException>(() => Read([("0:Name", "a"), .. Enumerable.Range(0, 21).Select(i => ($"0:Is:{i}", $"n{i}"))])).Message, StringComparison.Ordinal);

    [Fact]
    public void ARuleKnowsWhomSlackMeans()
    {
        var settings = Read(("0:Name", "alice"), ("0:Is:0", "github:alice-gh"), ("0:Is:1", "slack:U0ALICE"));

        Assert.Equal(["alice"], settings.Rules[0].When.Actors);
        Assert.True(settings.Rules[0].When.Compile()(Some.Event(actor: "alice-gh") with { Source = "labs" }));
    }

    static Settings Read(params (string Key, string Value)[] people) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([
        .. people.Select(each => KeyValuePair.Create($"People:{each.Key}", (string?)each.Value)),
        KeyValuePair.Create("Sources:labs:Type", (string?)"github"),
        KeyValuePair.Create("Sources:github:Secrets:0", (string?)"secret"),
        KeyValuePair.Create("Rules:0:Name", (string?)"alice"),
        KeyValuePair.Create("Rules:0:When", (string?)"by <@U0ALICE|somebody>"),
        KeyValuePair.Create("Rules:0:Channel", (string?)"#alice"),
    ]).Build());
}
