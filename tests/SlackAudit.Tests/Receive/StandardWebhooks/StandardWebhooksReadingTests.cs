using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.StandardWebhooks;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.StandardWebhooks;

public sealed class StandardWebhooksReadingTests
{
    const string Deployed = """{"type":"deployment.failed","timestamp":"2026-03-01T10:00:00Z","data":{"app":"myapp","actor":"alice","scope":"production","outcome":"","url":"https://ci.example.com/7"}}""";

    static AuditEvent Read(string body) =>
        Assert.Single(new StandardWebhooksSource().Read(Posted.To("render", body, ("webhook-id", "msg_1"), ("webhook-timestamp", "1772370000"), ("webhook-signature", "v1,x"))).Events);

    [Fact]
    public void TheTypeIsReadInOurWordsAndTheDataByOurNames()
    {
        var read = Read(Deployed);

        Assert.Equal(("render", "msg_1", Actions.Deploy, "deployment.failed", Outcome.Failure), (read.Source, read.SourceEventId, read.Action, read.SourceAction, read.Outcome));
        Assert.Equal(("myapp", "alice", ActorTrust.Asserted, "production"), (read.App, read.Actor, read.ActorTrust, read.Scope));
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T10:00:00Z", null), read.OccurredAt);
        Assert.Equal("alice: deploy of myapp (production) failed", read.Summary);
    }

    [Fact]
    public void WithoutATimeOfItsOwnItHappenedWhenItWasSigned() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772370000), Read("""{"test": 2432232314}""").OccurredAt);

    [Theory]
    [InlineData("""{"test": 2432232314}""", "other", null)]
    [InlineData("[]", "other", null)]
    [InlineData("""{"type":"invoice.paid","data":null}""", "other", "invoice.paid")]
    [InlineData("""{"type":"audit","data":{"action":"rollback"}}""", "other", "audit")]
    [InlineData("""{"type":"audit","data":{"action":"promote"}}""", "deploy", "audit")]
    [InlineData("""{"type":"secret.accessed","actor":"bob"}""", "secret.accessed", "secret.accessed")]
    public void WhatIsUnknownIsRecordedInTheSendersWords(string body, string action, string? sourceAction)
    {
        var read = Read(body);

        Assert.Equal((action, sourceAction, "msg_1"), (read.Action, read.SourceAction, read.SourceEventId));
        Assert.Equal(body.Contains("bob", StringComparison.Ordinal) ? "bob" : null, read.Actor);
    }

    [Fact]
    public void NoValueOfAnotherKindBreaksTheReading()
    {
        foreach (var mutation in Mutations.Of(Deployed))
        {
            try
            {
                var read = Read(mutation);
                Assert.False(string.IsNullOrWhiteSpace(read.Summary), mutation);
                Assert.True(read.ActorTrust < ActorTrust.Verified, mutation);
            }
            catch (UnreadableDeliveryException)
            {
            }
        }
    }
}
