using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Convox;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Convox;

public sealed class ConvoxReadingTests
{
    const string Promotion = """{"action":"release:promote","data":{"app":"myapp","id":"R1","rack":"production","actor":"alice","port":1},"status":"error","timestamp":"2026-01-01T00:00:00Z"}""";

    static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Receive", "Convox", "Payloads", name));

    static AuditEvent Read(string body) => Assert.Single(new ConvoxSource().Read(Posted.To("convox", body)).Events);

    internal static string Line(AuditEvent read) => string.Join(" | ",
        read.SourceAction, read.Action + (read.Sensitive ? " !" : ""), read.Outcome, $"{read.Actor} ({read.ActorTrust})".TrimStart(), read.App ?? "-",
        $"{read.TargetType} {read.Target}".Trim() is { Length: > 0 } target ? target : "-", read.Scope ?? "-", read.Summary);

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    [InlineData("elsewhere")]
    public void EveryActionIsReadAsExpected(string file)
    {
        var lines = Payload($"{file}.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(body => Line(Read(body)));

        Assert.Equal(Payload($"{file}.expected.txt").TrimEnd('\n'), string.Join('\n', lines));
    }

    [Fact]
    public void TheSameBytesAreTheSameEvent()
    {
        var bytes = Encoding.UTF8.GetBytes(Promotion);
        var expected = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

        Assert.Equal(expected, Read(Promotion).SourceEventId);
        Assert.NotEqual(expected, Read(Promotion.Replace("R1", "R2", StringComparison.Ordinal)).SourceEventId);
        Assert.Equal(bytes, new ConvoxSource().Read(Posted.To("convox", bytes)).Payload.ToArray());
    }

    [Fact]
    public void OfAnEnvironmentOnlyNamesAreKept()
    {
        const string Change = """{"action":"release:create","data":{"app":"myapp","description":"env add:API_KEY=hunter2 change:TZ","id":"R1"},"status":"success"}""";

        var kept = Encoding.UTF8.GetString(new ConvoxSource().Read(Posted.To("convox", Change)).Payload.Span);

        Assert.Equal(Change.Replace("=hunter2", "", StringComparison.Ordinal), kept);
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Change))), Read(Change).SourceEventId);
    }

    [Fact]
    public void OfAnEnvironmentThatIsToldTwiceOnlyNamesAreKeptEitherTime()
    {
        const string Change = """{"data":{"description":"env add:ZIP=12345"},"action":"release:create","data":{"description":"env add:TOWN=berlin","description":"env add:TZ"}}""";

        var kept = Encoding.UTF8.GetString(new ConvoxSource().Read(Posted.To("convox", Change)).Payload.Span);

        Assert.Equal("""{"data":{"description":"env add:ZIP"},"action":"release:create","data":{"description":"env add:TOWN","description":"env add:TZ"}}""", kept);
    }

    [Fact]
    public void TheSourceIsTheConfiguredNameNotTheType() =>
        Assert.Equal("rack-eu", Assert.Single(new ConvoxSource().Read(Posted.To("rack-eu", Promotion)).Events).Source);

    [Theory]
    [InlineData("2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.1234567Z")]
    [InlineData("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void TheEventOccurredWhenTheRackSaysOrElseWhenItArrived(string timestamp, string? expected)
    {
        var read = Read(Promotion.Replace("2026-01-01T00:00:00Z", timestamp, StringComparison.Ordinal));

        Assert.Equal(expected is null ? Some.Now : DateTimeOffset.Parse(expected, null), read.OccurredAt);
        Assert.Equal(TimeSpan.Zero, read.OccurredAt.Offset);
    }

    [Fact]
    public void AnActorIsCleanedOfWhatWouldDisguiseIt()
    {
        var read = Read("""{"action":"app:create","data":{"actor":"\u202eal\u200bice\u0007\u2028 ","name":"a"},"status":"success"}""");
        Assert.Equal("alice", read.Actor);

        var name = string.Concat(Enumerable.Repeat("😀", 300));
        Assert.Equal(name[..256], Read("""{"action":"app:create","data":{"actor":"NAME"}}""".Replace("NAME", name, StringComparison.Ordinal)).Actor);
        Assert.Null(Read("""{"action":"app:create","data":{"actor":"\u200b"}}""").Actor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"action":null}""")]
    [InlineData("""{"action":["release:promote"]}""")]
    public void WhatIsNoConvoxEventIsUnreadable(string body) => Assert.Throws<UnreadableDeliveryException>(() => Read(body));

    [Theory]
    [InlineData("""{"data":{"app":"myapp","rack":"production"},"status":"success","timestamp":"2026-03-02T12:00:00Z"}""")]
    [InlineData("""{"action":["release:promote"],"data":{"app":"myapp","rack":"production"},"timestamp":"2026-03-02T12:00:00Z"}""")]
    public void AnEventThatDoesNotSayItsActionIsRecordedAllTheSame(string body)
    {
        var read = Read(body);
        Assert.Equal((Actions.Other, null, "myapp", "production"), (read.Action, read.SourceAction, read.App, read.Scope));
        Assert.Equal("an event that does not say its action for myapp on production", read.Summary.Replace(" is in an unknown state", "", StringComparison.Ordinal));
    }

    [Fact]
    public void AnSnsEnvelopeIsRefusedWithASentenceAndItsMessageIsNotRead()
    {
        var envelope = """{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:us-east-1:1:t","Message":"{\"action\":\"release:promote\"}"}""";

        var refusal = Assert.Throws<UnreadableDeliveryException>(() => Read(envelope));
        Assert.Contains("Amazon SNS", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("release:promote", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    [InlineData("elsewhere")]
    public void NoValueOfAnotherKindBreaksTheReading(string file)
    {
        foreach (var body in Payload($"{file}.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var mutation in Mutations.Of(body))
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
}
