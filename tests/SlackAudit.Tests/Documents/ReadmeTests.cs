using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Tests.Documents;

/// <summary>What the README says can be done can be done as it says.</summary>
public sealed partial class ReadmeTests
{
    static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void EveryLinkToAFileLeadsToOne()
    {
        var files = Links().Matches(Readme).Select(link => link.Groups["to"].Value).Where(to => !to.Contains(':', StringComparison.Ordinal) && to[0] != '#').ToList();

        Assert.Contains("LICENSE", files);
        Assert.All(files, file => Assert.True(file.EndsWith(".png", StringComparison.Ordinal) || File.Exists(Repository.Path(file)), file));
    }

    [Fact]
    public void EveryLinkToAHeadingLeadsToOne()
    {
        var headings = Headings().Matches(Readme).Select(heading => heading.Groups["text"].Value.Trim().ToLowerInvariant().Replace(' ', '-')).ToList();
        var anchors = Links().Matches(Readme).Select(link => link.Groups["to"].Value).Where(to => to[0] == '#').ToList();

        Assert.NotEmpty(anchors);
        Assert.All(anchors, anchor => Assert.Contains(anchor[1..], headings));
    }

    [Fact]
    public void EveryQuestionInItIsUnderstood()
    {
        var table = Section("What to ask").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Codes().Matches(line.Split(" | ")[0]));
        var asked = table.Select(code => code.Groups["code"].Value).Concat(Asked().Matches(Readme).Select(ask => ask.Groups["question"].Value)).Distinct().ToList();

        Assert.True(asked.Count > 10, $"Only {asked.Count} questions were found.");
        var context = new QuestionContext(Some.Now, TimeZoneInfo.Utc, ["alice"]);
        Assert.All(asked, question => Assert.Null(AppQuestion.Read(question, context) is var (_, problem) ? problem?.Message : Question.Parse(question, context).Problem?.Message));
    }

    [Fact]
    public void EveryEnvironmentVariableInItIsASetting()
    {
        var variables = Variables().Matches(Readme).ToList();
        var settings = SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => new KeyValuePair<string, string?>(
            variable.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal),
            variable.Groups["value"].Value.Replace("$KEY", new string('a', 64), StringComparison.Ordinal).Trim('\''))).DistinctBy(setting => setting.Key)).Build());

        Assert.False(settings.Slack.IsPreview);
        Assert.Equal(["circleci", "cloudevents", "cloudtrail", "convox", "generic", "github", "kubernetes", "labs", "staging", "standardwebhooks"], settings.Sources.Where(source => source.Secrets.Count > 0).Select(source => source.Name).Order());
        Assert.Equal(SlackAudit.Record.DatabaseProvider.SqlServer, settings.Database.Provider);
    }

    [Fact]
    public void EverySettingThatItNamesExists()
    {
        var named = Settings().Matches(Readme).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, setting => Assert.Contains(setting.Groups["key"].Value, SettingsKeys.Allowed(setting.Groups["section"].Value)));
    }

    [Fact]
    public void ItsRulesAndDigestsAreSettings()
    {
        var json = JsonBlock().Match(Section("Tell channels")).Groups["json"].Value;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"{{{json}}}"));
        var settings = SettingsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build());

        Assert.NotEmpty(settings.Rules);
        Assert.NotEmpty(settings.Digests);
    }

    [Fact]
    public void ItsRetentionIsASetting()
    {
        var json = JsonBlock().Match(Section("Prove, move and keep the log")).Groups["json"].Value;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"{{{json}}}"));
        var retention = SettingsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build()).Retention;

        Assert.Equal((730, 180, 3650), (retention.Days, retention.PayloadDays, retention.DaysOf(Actions.Deploy)));
        Assert.NotNull(Assert.Single(retention.Holds).Of);
    }

    [Fact]
    public void ItsFirstDeliveryIsReadAsItSays()
    {
        var example = Section("Try it without Slack");
        var delivery = new WebhookDelivery
        {
            Source = "generic",
            Headers = new HeaderDictionary { ["Authorization"] = $"Bearer {Bearer().Match(example).Groups["secret"].Value}" },
            Body = Encoding.UTF8.GetBytes(Body().Match(example).Groups["body"].Value),
            ReceivedAt = Some.Now,
        };
        var secret = Variables().Match(example).Groups["value"].Value;

        Assert.Equal(Verification.Valid, new GenericSource().Verify(delivery, [secret]));
        var told = Assert.Single(new GenericSource().Read(delivery).Events);
        Assert.Equal((Actions.Deploy, "myapp", "alice", "production", Outcome.Success, "42"), (told.Action, told.App, told.Actor, told.Scope, told.Outcome, told.SourceEventId));
    }

    static string Section(string heading)
    {
        var start = Readme.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no heading \"{heading}\".");
        var end = Readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Readme[start..] : Readme[start..end];
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Codes();

    // /audit last deploy myapp, ask "last deploy myapp"; not /audit help, and not the command alone.
    [GeneratedRegex("`/audit (?!help|\\.\\.\\.)(?<question>[^`]+)`|ask \"(?<question>[^\"]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(?<key>(Database|Slack|Sources|Rules|Digests|Retention|Api)(__\w+?)+)=(?<value>'[^']*'|[^\s`]+)")]
    private static partial Regex Variables();

    [GeneratedRegex(@"\b(?<section>Database|Slack|Retention|Api):(?<key>[A-Z]\w+)")]
    private static partial Regex Settings();

    [GeneratedRegex(@"```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("Bearer (?<secret>[^']+)'")]
    private static partial Regex Bearer();

    [GeneratedRegex(@"-d '(?<body>\{.*\})'")]
    private static partial Regex Body();
}
