using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using SlackAudit.Cli.Doctor;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Cli;

public sealed class DoctorTests
{
    static readonly SourceHealth Heard = new() { Source = "github", LastDeliveryAt = Some.Now.AddMinutes(-5), LastEventAt = Some.Now.AddHours(-3) };

    static readonly string[] All = ["chat:write", "commands", "files:write", "users:read", "users:read.email"];

    static Settings Set(params (string Key, string Value)[] settings) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build());

    static SourceReport Report(SourceHealth? heard) => new()
    {
        Health = heard ?? new SourceHealth { Source = "github" },
        IsConfigured = true,
        LastHour = default,
        LastDay = default,
        LastWeek = default,
        Refused = [],
    };

    [Fact]
    public void ASourceThatWasHeardIsWell()
    {
        var finding = Assert.Single(Examinations.Source(Report(Heard), Some.Now));

        Assert.Equal(Health.Well, finding.Health);
        Assert.Equal("Last delivery 5 minutes ago, last event 3 hours ago.", finding.Sentence);
    }

    [Fact]
    public void ASourceThatWasNeverHeardIsTold()
    {
        var finding = Assert.Single(Examinations.Source(Report(null), Some.Now));

        Assert.Equal(Health.Doubtful, finding.Health);
        Assert.Contains("/hooks/github", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "Ill")]
    [InlineData(-60, "Well")]
    public void ASourceIsIllWhileItsDeliveriesAreRefused(int minutes, string expected)
    {
        var refused = Heard with { Refused = 2, LastRefusedAt = Some.Now.AddMinutes(minutes), LastRefusedReason = "The signature is wrong." };

        var finding = Assert.Single(Examinations.Source(Report(refused), Some.Now));

        Assert.Equal(expected, finding.Health.ToString());
        Assert.Contains("Refused 2 deliveries", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("The signature is wrong.", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AReportSaysHowMuchCameWhyDeliveriesWereRefusedAndWhatIsOdd()
    {
        var odd = Report(Heard with { Refused = 3, LastRefusedAt = Some.Now.AddHours(-1), LastRefusedReason = "It is too large." }) with
        {
            LastHour = new SourceRate(1, 2),
            LastWeek = new SourceRate(1200, 3400),
            QuietAfter = TimeSpan.FromMinutes(4),
            Silence = TimeSpan.FromMinutes(5),
            Refused = [Some.Refused("github", 1, "It is too large.", "too_large"), Some.Refused("github", 2, "The signature is wrong.")],
            Skew = new ClockSkew(TimeSpan.FromMinutes(-10), 7),
        };

        var findings = Examinations.Source(odd, Some.Now).ToList();

        Assert.Equal([Health.Well, Health.Doubtful, Health.Doubtful], findings.Select(finding => finding.Health));
        Assert.Contains("1 delivery, 2 events", findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("1,200 deliveries, 3,400 events", findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("Refused 3 deliveries (1 too large, 2 wrong secret)", findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("Sources:github:QuietAfter", findings[1].Sentence, StringComparison.Ordinal);
        Assert.Contains("ahead of ours by 10 minutes", findings[2].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat:write,commands,files:write,users:read,users:read.email,extra", "Well", "every permission")]
    [InlineData("chat:write,commands", "Doubtful", "users:read")]
    [InlineData("commands,users:read", "Ill", "nothing can be posted")]
    [InlineData("", "Ill", "/audit cannot be asked")]
    public void WhatATokenLacksIsNamedWithWhatItCosts(string scopes, string expected, string says)
    {
        var finding = Examinations.Slack(new AuthTestResponse { Team = "Acme", User = "slackaudit", Scopes = scopes.Split(',') }, Set());

        Assert.Equal(expected, finding.Health.ToString());
        Assert.Contains(says, finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Ill")]
    [InlineData(false, "Well")]
    public void WhereRolesAreGivenByUserGroupsTheTokenMustBeAbleToReadThem(bool needsGroups, string expected) =>
        Assert.Equal(expected, Examinations.Slack(new AuthTestResponse { Scopes = All }, Set(("Access:Auditors:0", needsGroups ? "S0AUDIT" : "U0AUDIT"))).Health.ToString());

    [Fact]
    public void WhatIsConfiguredIsWhatATokenIsLookedAtFor()
    {
        var withPages = Set(("PublicUrl", "https://audit.example.com"));
        var lacking = Examinations.Slack(new AuthTestResponse { Scopes = All }, withPages);

        Assert.Equal(Health.Doubtful, lacking.Health);
        Assert.Contains("links:read (", lacking.Sentence, StringComparison.Ordinal);
        Assert.Contains("links:write (", lacking.Sentence, StringComparison.Ordinal);
        Assert.Equal(Health.Well, Examinations.Slack(new AuthTestResponse { Scopes = [.. All, "links:read", "links:write"] }, withPages).Health);
        Assert.Equal(Health.Doubtful, Examinations.Slack(new AuthTestResponse { Scopes = [.. All.Except(["files:write"])] }, Set()).Health);
    }

    [Fact]
    public void TheManifestsAskForEveryPermissionThatTheDoctorLooksFor()
    {
        var everything = Set(("PublicUrl", "https://audit.example.com"), ("Access:Auditors:0", "S0AUDIT"));
        foreach (var manifest in new[] { "slack-http.json", "slack-socket-mode.json" })
        {
            var scopes = JsonNode.Parse(File.ReadAllText(Path.Combine(Documents.Repository.Root, "manifests", manifest)))!["oauth_config"]!["scopes"]!["bot"]!.AsArray();
            Assert.Equal(Health.Well, Examinations.Slack(new AuthTestResponse { Scopes = [.. scopes.Select(scope => scope!.GetValue<string>())] }, everything).Health);
        }
    }

    [Fact]
    public void ATokenForSocketModeThatSlackRefusesIsIll()
    {
        Assert.Equal(Health.Well, Examinations.SocketMode(null).Health);
        Assert.Equal(Health.Doubtful, Examinations.SocketMode(new SlackRateLimitException("Wait.", TimeSpan.FromSeconds(30))).Health);
        Assert.Equal(new Finding("socket mode", Health.Ill, "Make a new token."), Examinations.SocketMode(new SlackException("Make a new token.", "invalid_auth")));
    }

    [Fact]
    public void WhatIsOwedForLongIsTold()
    {
        Assert.Equal(Health.Well, Examinations.Outbox(new OutboxStanding(3, Some.Now.AddMinutes(-1), 0, null), Some.Now).Health);
        Assert.Contains("Is the service running?", Examinations.Outbox(new OutboxStanding(3, Some.Now.AddHours(-1), 0, null), Some.Now).Sentence, StringComparison.Ordinal);
        Assert.Contains("not_in_channel", Examinations.Outbox(new OutboxStanding(0, null, 1, "not_in_channel"), Some.Now).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ActorsThatAreNobodysAreNamed()
    {
        var people = new PeopleSettings([new("alice", [new("github", "alice-gh"), new(null, "alice")])], new Dictionary<string, string>()).Known;
        Tally[] seen = [new("alice", 9, 0, 0, Some.Now) { Person = [] }, new("zoe", 1_200, 0, 0, Some.Now), new(null, 5, 0, 0, Some.Now), .. Enumerable.Range(0, 6).Select(i => new Tally($"n{i}", 1, 0, 0, Some.Now))];

        var finding = Examinations.People(new Answer { Query = new AuditQuery(), Tallies = seen, People = people });

        Assert.Equal("1 person with 2 names. Seen in the last 30 days and nobody's: zoe (1,200), n0 (1), n1 (1), n2 (1), n3 (1) and others.", finding.Sentence);
        Assert.Equal("1 person with 2 names.", Examinations.People(new Answer { Query = new AuditQuery(), Tallies = seen[..1], People = people }).Sentence);
    }
}
