using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CircleCI;
using SlackAudit.Record.Redaction;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CircleCI;

public sealed class CircleCITests
{
    static readonly CircleCISource Source = new();

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Receive", "CircleCI", "Payloads");

    static string Payload(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    static IReadOnlyList<AuditEvent> Read(string body) => Source.Read(Posted.To("circleci", body)).Events;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("hello world", "secret", "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a")]
    [InlineData("lalala", "another-secret", "daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00")]
    [InlineData("an-important-request-payload", "hunter123", "9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa")]
    [InlineData("foo", "secret", "773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
    public void TheDocumentedSignaturesAreValid(string body, string secret, string mac)
    {
        Assert.Equal(Verification.Valid, Verify(body, $"v1={mac}", secret));
        Assert.Equal(Verification.Valid, Verify(body, $"v1={mac},v2=whatever", "old", secret));
        Assert.Equal(Verification.Valid, Verify(body, $"v2=whatever, v1={mac}", secret));
        Assert.Equal(Verification.Mismatch, Verify(body, $"v1={mac}", "old"));
        Assert.Equal(Verification.Mismatch, Verify(body + " ", $"v1={mac}", secret));
        Assert.Equal(Verification.Mismatch, Verify(body, $"v1={(mac[0] == '0' ? '1' : '0')}{mac[1..]}", secret));
    }

    [Theory]
    [InlineData("773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
    [InlineData("v2=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
    [InlineData("v1=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4=")]
    [InlineData("v1=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4,v1=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
    [InlineData("v1=")]
    [InlineData("=,=")]
    public void ASignatureInAnotherFormIsMalformed(string header) => Assert.Equal(Verification.Malformed, Verify("foo", header, "secret"));

    [Fact]
    public void WithoutASignatureNothingIsProved()
    {
        Assert.Equal(Verification.Missing, Source.Verify(Posted.To("circleci", "foo"), ["secret"]));
        Assert.Equal(Verification.Missing, Source.Verify(Posted.To("circleci", "foo", ("Authorization", "Bearer secret")), ["secret"]));
    }

    [Theory, MemberData(nameof(Names))]
    public void EveryPayloadBecomesWhatTheTableSays(string name)
    {
        var rows = File.ReadLines(Path.Combine(Folder, "Expected.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
        var events = Read(Payload(name));

        Assert.Equal(string.Join(" | ", Assert.Single(rows, row => row[0] == name)[1..]), events.Count == 0 ? "nothing" : Row(Assert.Single(events)));
    }

    [Fact]
    public void TheIdIsTheOneThatStaysTheSameWhenItIsDeliveredAgain()
    {
        Assert.Equal("3888f21b-eaa7-38e3-8f3d-75a63bba8895", Assert.Single(Read(Payload("workflow.github"))).SourceEventId);
        Assert.Equal(Assert.Single(Read("""{"type":"x"}""")).SourceEventId, Assert.Single(Read("""{"type":"x"}""")).SourceEventId);
    }

    [Theory]
    [InlineData("""{"type":"approval-given","project":{"slug":"gh/acme/api"}}""", "approval-given", "approval-given in acme/api")]
    [InlineData("""{"type":"workflow-completed"}""", "workflow-completed", "workflow of CircleCI ended")]
    [InlineData("{}", null, "an event that does not say its type in CircleCI")]
    public void WhatIsShortenedOrUnknownIsRecordedAllTheSame(string body, string? sourceAction, string summary)
    {
        var read = Assert.Single(Read(body));

        Assert.Equal((sourceAction, summary, null, Some.Now), (read.SourceAction, read.Summary, read.Actor, read.OccurredAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    public void WhatIsNoObjectIsUnreadable(string body) => Assert.Throws<UnreadableDeliveryException>(() => Read(body));

    [Fact]
    public void ATokenInAnAddressIsNotKept() =>
        Assert.DoesNotContain("glpat-made-up", Encoding.UTF8.GetString(Redact.Json(Source.Read(Posted.To("circleci", Payload("workflow.gitlab"))).Payload).Span), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Names))]
    public void NoValueOfAnotherKindBreaksTheReading(string name)
    {
        foreach (var mutation in Mutations.Of(Payload(name)))
        {
            try
            {
                foreach (var read in Read(mutation))
                {
                    Assert.False(string.IsNullOrWhiteSpace(read.Summary), mutation);
                    Assert.Equal(read.Actor is null ? ActorTrust.None : ActorTrust.Inferred, read.ActorTrust);
                    Assert.Contains(Actions.Root(read.Action), Actions.Vocabulary.Keys);
                }
            }
            catch (UnreadableDeliveryException)
            {
            }
        }
    }

    static Verification Verify(string body, string header, params string[] secrets) => Source.Verify(Posted.To("circleci", body, ("circleci-signature", header)), secrets);

    static string Row(AuditEvent e) => string.Join(" | ",
        e.Action, e.SourceAction, e.Actor is null ? "-" : $"{e.Actor} ({e.ActorTrust.ToString().ToLowerInvariant()})", e.App ?? "-", $"{e.TargetType} {e.Target}",
        e.Outcome.ToString().ToLowerInvariant(), e.OccurredAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), e.Summary);
}
