using Microsoft.Extensions.Configuration;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Documents;

public sealed class ExampleSettingsTests
{
    static IConfigurationRoot Example(params KeyValuePair<string, string?>[] filledIn) =>
        new ConfigurationBuilder().AddJsonFile(Repository.Path("appsettings.example.json")).AddInMemoryCollection(filledIn).Build();

    [Fact]
    public void TheExampleAsItStandsIsPreviewWithoutAnySource()
    {
        var settings = SettingsReader.Read(Example());

        Assert.True(settings.Slack.IsPreview);
        Assert.All(settings.Sources, source => Assert.Empty(source.Secrets));
        Assert.Empty(settings.See.ApiTokens);
        Assert.NotEmpty(settings.Rules);
        Assert.NotEmpty(settings.Digests);
        Assert.False(settings.Retention.Prunes);
        Assert.Empty(settings.Retention.Holds);
    }

    [Fact]
    public void TheExampleWithItsSecretsFilledInIsAWholeService()
    {
        var sources = Example().GetSection("Sources").GetChildren().Select(source => source.Key).ToList();
        var settings = SettingsReader.Read(Example(
        [
            new("Slack:ApiToken", "xoxb-filled-in"),
            new("Slack:SigningSecret", "filled in as well"),
            new("Api:Tokens:0", "filled in as well"),
            .. sources.Select(source => new KeyValuePair<string, string?>($"Sources:{source}:Secrets:0", "filled in as well")),
        ]));

        Assert.False(settings.Slack.IsPreview);
        Assert.All(settings.Sources, source => Assert.Equal(["filled in as well"], source.Secrets));
        Assert.Equal(sources.Order(), settings.Sources.Select(source => source.Name).Order());
        Assert.Single(settings.See.ApiTokens);
    }

    [Fact]
    public void TheExampleShowsEverySettingAndNothingElse()
    {
        var example = Example();

        Assert.Equal(SettingsKeys.Sections(), example.GetChildren().Select(section => section.Key).Order());
        foreach (var section in (string[])["Database", "Slack", "Api", "Retention", "Health", "WasItYou", "SignIn"])
            Assert.Equal(SettingsKeys.Allowed(section), Keys([example.GetSection(section)]));
        Assert.Equal(SettingsKeys.Allowed("Sources:cloudtrail"), Keys(example.GetSection("Sources").GetChildren()));
        Assert.Equal(SettingsKeys.Allowed("Rules:0"), Keys(example.GetSection("Rules").GetChildren()));
        Assert.Equal(SettingsKeys.Allowed("Digests:0"), Keys(example.GetSection("Digests").GetChildren()));
    }

    [Fact]
    public void TheValuesShownAreThoseOfASettingLeftOut()
    {
        var settings = SettingsReader.Read(Example());
        var otherwise = new SlackSettings();

        Assert.Equal(new DatabaseSettings(), settings.Database);
        Assert.Equal(otherwise.ResponseUrlHosts, settings.Slack.ResponseUrlHosts);
        Assert.Equal(otherwise, settings.Slack with { ResponseUrlHosts = otherwise.ResponseUrlHosts });
    }

    [Fact]
    public void NoSecretStandsInTheExample() =>
        Assert.All(
            Example().AsEnumerable().Where(setting => setting.Key.Contains("Secret", StringComparison.Ordinal) || setting.Key.Contains("Token", StringComparison.Ordinal)),
            setting => Assert.True(string.IsNullOrEmpty(setting.Value), setting.Key));

    static IEnumerable<string> Keys(IEnumerable<IConfigurationSection> sections) =>
        sections.SelectMany(section => section.GetChildren()).Select(setting => setting.Key).Distinct().Order();
}
