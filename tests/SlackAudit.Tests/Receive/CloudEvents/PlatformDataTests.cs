using SlackAudit.Events;
using SlackAudit.Receive.CloudEvents;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CloudEvents;

public sealed class PlatformDataTests
{
    static AuditEvent Read(string type, string subject, string data) => Assert.Single(new CloudEventsSource().Read(Posted.To("cloudevents",
        $$"""{"specversion":"1.0","id":"1","source":"/s","type":"{{type}}","subject":"{{subject}}","time":"2026-03-01T10:00:00Z","data":{{data}}}""",
        ("Content-Type", "application/cloudevents+json"))).Events);

    [Fact]
    public void AnAuditLogOfGoogleCloudSaysWhoDidWhatFromWhere()
    {
        var read = Read("google.cloud.audit.log.v1.written", "iam.googleapis.com/projects/-/serviceAccounts/7", """
            {"protoPayload":{"methodName":"google.iam.admin.v1.CreateServiceAccountKey","status":{"code":7,"message":"denied"},
            "authenticationInfo":{"principalEmail":"alice@example.com"},"requestMetadata":{"callerIp":"203.0.113.9"}}}
            """);

        Assert.Equal((Actions.Key, "google.iam.admin.v1.CreateServiceAccountKey", true), (read.Action, read.SourceAction, read.Sensitive));
        Assert.Equal(("alice@example.com", ActorTrust.Asserted, "203.0.113.9", Outcome.Failure), (read.Actor, read.ActorTrust, read.ClientAddress, read.Outcome));
    }

    [Theory]
    [InlineData("{}", Outcome.Success)]
    [InlineData("""{"code":0}""", Outcome.Success)]
    [InlineData("""{"code":5}""", Outcome.Failure)]
    public void AnAuditLogOfGoogleCloudWithoutAnErrorIsASuccess(string status, Outcome outcome) =>
        Assert.Equal(outcome, Read("google.cloud.audit.log.v1.written", "x", $$$$"""{"protoPayload":{"methodName":"storage.buckets.delete","status":{{{{status}}}}}}""").Outcome);

    [Theory]
    [InlineData("success", Outcome.Success)]
    [InlineData("failure", Outcome.Failure)]
    [InlineData("cancel", Outcome.Failure)]
    [InlineData("??", Outcome.Unknown)]
    public void APipelineOfCDEventsSaysHowItEnded(string said, Outcome outcome)
    {
        var read = Read("dev.cdevents.pipelinerun.finished.0.2.0", "pipeline-7", $$$$"""{"context":{"version":"0.4.1"},"subject":{"id":"pipeline-7","content":{"pipelineName":"shop","outcome":"{{{{said}}}}"}}}""");

        Assert.Equal((Actions.Build, outcome, "pipeline-7", null), (read.Action, read.Outcome, read.App, read.Actor));
    }

    [Fact]
    public void ADeploymentOfCDEventsSaysWhere()
    {
        var read = Read("dev.cdevents.service.deployed.0.2.0", "shop", """{"subject":{"id":"shop","content":{"environment":{"id":"production"},"artifactId":"pkg:oci/shop@sha256:1"}}}""");

        Assert.Equal((Actions.Deploy, "shop", "production", Outcome.Success), (read.Action, read.App, read.Scope, read.Outcome));
    }

    [Fact]
    public void WhoPublishedAnArtifactOfCDEventsIsTheActor() =>
        Assert.Equal("release-bot", Read("dev.cdevents.artifact.published.0.2.0", "pkg:oci/shop", """{"subject":{"id":"pkg:oci/shop","content":{"user":"release-bot"}}}""").Actor);

    [Fact]
    public void AWebhookOfGitHubInACloudEventHasItsSenderAsActor() =>
        Assert.Equal("octocat", Read("com.github.pull_request.opened", "123", """{"action":"opened","sender":{"login":"octocat","id":1},"pull_request":{"user":{"login":"somebody-else"}}}""").Actor);

    [Fact]
    public void AChangeInAzureSaysWhoAndFromWhere()
    {
        var read = Read("Microsoft.Resources.ResourceDeleteFailure", "/subscriptions/1/resourcegroups/shop", """
            {"claims":{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"alice@example.com","aud":"x"},"httpRequest":{"clientIpAddress":"203.0.113.9"}}
            """);

        Assert.Equal(("alice@example.com", "203.0.113.9", Outcome.Failure), (read.Actor, read.ClientAddress, read.Outcome));
    }

    [Theory]
    [InlineData("""{"user":{"login":"new-user","email":"new@example.com"}}""")]
    [InlineData("""{"sender":"ops@example.com"}""")]
    [InlineData("""{"claims":["alice"],"protoPayload":"x","subject":[1]}""")]
    [InlineData("[1]")]
    [InlineData("7")]
    public void WhomAnEventIsAboutIsNotWhoDidIt(string data) => Assert.Null(Read("user.created", "new-user", data).Actor);
}
