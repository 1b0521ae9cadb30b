using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class GitHubSourceTests
{
    [Fact]
    public void TheDeliverysGuidIsTheEventsId() => Assert.Equal(Delivered.Guid, Delivered.Event("push", "{}").SourceEventId);

    [Fact]
    public void WithoutAGuidTheBodysHashIsTheId()
    {
        var first = Delivered.Delivery("push", """{"ref":"a"}""");
        first.Headers.Remove("X-GitHub-Delivery");
        var id = Assert.Single(Delivered.GitHub.Read(first).Events).SourceEventId;
        Assert.Matches("^sha256:[0-9a-f]{64}$", id);
        Assert.Equal(id, Assert.Single(Delivered.GitHub.Read(first).Events).SourceEventId);
        var second = first with { Body = Encoding.UTF8.GetBytes("""{"ref":"b"}""") };
        Assert.NotEqual(id, Assert.Single(Delivered.GitHub.Read(second).Events).SourceEventId);
    }

    [Fact]
    public void TheEventCarriesTheConfiguredNameNotTheType()
    {
        var delivery = Delivered.Delivery("push", "{}") with { Source = "github-acme" };
        Assert.Equal("github-acme", Assert.Single(Delivered.GitHub.Read(delivery).Events).Source);
    }

    [Fact]
    public void APingIsAHandshakeAndNoEvent() => Assert.Empty(Delivered.GitHub.Read(Delivered.Delivery("ping", Delivered.Payload("ping"))).Events);

    [Fact]
    public void AKindThatNobodyKnowsIsRecordedInItsOwnWords()
    {
        var e = Delivered.About("moon_landing", "confirmed", "{}");
        Assert.Equal((Actions.Other, "moon_landing.confirmed"), (e.Action, e.SourceAction));
        Assert.Equal(("alice", ActorTrust.Verified, "acme/api"), (e.Actor, e.ActorTrust, e.App));
        Assert.Equal("alice: moon_landing.confirmed in acme/api", e.Summary);
        Assert.Equal("https://github.com/acme/api", e.Url);
        Assert.Equal(Some.Now, e.OccurredAt);
    }

    [Fact]
    public void TheSubjectOfAnUnknownKindIsItsTarget()
    {
        var e = Delivered.About("issue_comment", "created", """{"issue":{"number":7},"comment":{"html_url":"https://github.com/acme/api/issues/7#1","body":"top secret"}}""");
        Assert.Equal(("#7", "issue", "https://github.com/acme/api/issues/7#1"), (e.Target, e.TargetType, e.Url));
        Assert.Equal("alice: issue_comment.created #7 in acme/api", e.Summary);
    }

    [Fact]
    public void WithoutItsKindADeliveryIsRecordedAndNothingGuessed()
    {
        var e = Delivered.Event(null, Delivered.Payload("push"));
        Assert.Equal((Actions.Other, null, "Codertocat"), (e.Action, e.SourceAction, e.Actor));
        Assert.Equal("Codertocat: an event that does not say its kind in Codertocat/Hello-World", e.Summary);
    }

    [Fact]
    public void NobodyIsNamedWhereGitHubNamesNobody()
    {
        var e = Delivered.Event("star", "{}");
        Assert.Equal((null, ActorTrust.None, null), (e.Actor, e.ActorTrust, e.App));
        Assert.Equal("somebody: star", e.Summary);
    }

    [Theory]
    [InlineData("http://github.com/acme/api")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/acme/api")]
    [InlineData("https://alice:pw@github.com/acme/api")]
    public void OnlyPlainHttpsAddressesAreKept(string address) =>
        Assert.Null(Delivered.About("public", null, $$$"""{"repository":{"html_url":"{{{address}}}"}}""").Url);

    [Fact]
    public void ASummaryIsOneLineHoweverTheNamesAreBroken()
    {
        var e = Delivered.About("push", null, """{"ref":"refs/heads/a\r\nb\u2028c\u0000d","sender":{"login":"al\nice"},"commits":[]}""");
        Assert.Equal("al ice pushed 0 commits to a b c d of acme/api", e.Summary);
    }

    [Fact]
    public void AnEndlessNameIsShortened()
    {
        var e = Delivered.About("push", null, $$"""{"ref":"refs/heads/{{new string('x', 100_000)}}"}""");
        Assert.InRange(e.Summary.Length, 200, 500);
        Assert.InRange(e.Target!.Length, 200, 256);
    }
}
