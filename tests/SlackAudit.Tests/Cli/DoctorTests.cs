using SlackAudit.Cli.Doctor;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Cli;

public sealed class DoctorTests
{
    static readonly SourceHealth Heard = new() { Source = "github", LastDeliveryAt = Some.Now.AddMinutes(-5), LastEventAt = Some.Now.AddHours(-3) };

    [Fact]
    public void ASourceThatWasHeardIsWell()
    {
        var finding = Examinations.Source("github", Heard, Some.Now);

        Assert.Equal(Health.Well, finding.Health);
        Assert.Equal("Last delivery 5 minutes ago, last event 3 hours ago.", finding.Sentence);
    }

    [Fact]
    public void ASourceThatWasNeverHeardIsTold()
    {
        var finding = Examinations.Source("github", null, Some.Now);

        Assert.Equal(Health.Doubtful, finding.Health);
        Assert.Contains("/hooks/github", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "Ill")]
    [InlineData(-60, "Well")]
    public void ASourceIsIllWhileItsDeliveriesAreRefused(int minutes, string expected)
    {
        var refused = Heard with { Refused = 2, LastRefusedAt = Some.Now.AddMinutes(minutes), LastRefusedReason = "The signature is wrong." };

        var finding = Examinations.Source("github", refused, Some.Now);

        Assert.Equal(expected, finding.Health.ToString());
        Assert.Contains("Refused 2 deliveries", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("The signature is wrong.", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat:write,commands,users:read,extra", "Well", "every permission")]
    [InlineData("chat:write,commands", "Doubtful", "users:read")]
    [InlineData("commands,users:read", "Ill", "nothing can be posted")]
    [InlineData("", "Ill", "/audit cannot be asked")]
    public void WhatATokenLacksIsNamedWithWhatItCosts(string scopes, string expected, string says)
    {
        var finding = Examinations.Slack(new AuthTestResponse { Team = "Acme", User = "slackaudit", Scopes = scopes.Split(',') });

        Assert.Equal(expected, finding.Health.ToString());
        Assert.Contains(says, finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsOwedForLongIsTold()
    {
        Assert.Equal(Health.Well, Examinations.Outbox(new OutboxStanding(3, Some.Now.AddMinutes(-1), 0, null), Some.Now).Health);
        Assert.Contains("Is the service running?", Examinations.Outbox(new OutboxStanding(3, Some.Now.AddHours(-1), 0, null), Some.Now).Sentence, StringComparison.Ordinal);
        Assert.Contains("not_in_channel", Examinations.Outbox(new OutboxStanding(0, null, 1, "not_in_channel"), Some.Now).Sentence, StringComparison.Ordinal);
    }
}
