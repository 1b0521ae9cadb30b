using SlackAudit.Events;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive;

public sealed class TypeWordsTests
{
    [Theory]
    [InlineData("deploy", "deploy", Outcome.Unknown)]
    [InlineData("deployment", "deploy", Outcome.Unknown)]
    [InlineData("env.change", "env.change", Outcome.Unknown)]
    [InlineData("release.published", "release.published", Outcome.Success)]
    [InlineData("com.example.deployment.succeeded", "deploy", Outcome.Success)]
    [InlineData("com.example.deployment.failed.v1", "deploy", Outcome.Failure)]
    [InlineData("com.access.shop.deployStarted", "deploy", Outcome.Started)]
    [InlineData("dev.cdevents.service.deployed.0.1.1", "deploy", Outcome.Success)]
    [InlineData("dev.cdevents.service.rolledback.0.1.1", "deploy", Outcome.Success)]
    [InlineData("dev.cdevents.pipelinerun.finished.0.2.0", "build", Outcome.Unknown)]
    [InlineData("dev.cdevents.pipelinerun.queued.0.2.0", "build", Outcome.Started)]
    [InlineData("dev.cdevents.change.merged.0.2.0", "merge", Outcome.Success)]
    [InlineData("com.github.pull_request.merged", "merge", Outcome.Success)]
    [InlineData("io.example.ApiToken.Created", "key", Outcome.Success)]
    [InlineData("user.role.granted", "permission", Outcome.Success)]
    [InlineData("user.login.denied", "login", Outcome.Failure)]
    [InlineData("vault/secrets/read", "secret", Outcome.Unknown)]
    [InlineData("pod_exec", "exec", Outcome.Unknown)]
    [InlineData("app.deleted", "delete", Outcome.Success)]
    [InlineData("invoice.paid", "other", Outcome.Unknown)]
    [InlineData("", "other", Outcome.Unknown)]
    [InlineData(null, "other", Outcome.Unknown)]
    [InlineData("....", "other", Outcome.Unknown)]
    public void ATypeIsReadByItsWords(string? type, string action, Outcome outcome) => Assert.Equal((action, outcome), TypeWords.Of(type));
}
