using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class DeploymentsTests
{
    [Theory]
    [InlineData("deployment", "created", """{"deployment":{"environment":"production","creator":{"login":"bob"}}}""", "deploy", true,
        "deployment of acme/api to production started (bob)")]
    [InlineData("deployment", null, """{"deployment":{"environment":"staging"}}""", "deploy", false,
        "deployment of acme/api to staging started (alice)")]
    [InlineData("deployment", "created", """{"deployment":{"environment":"eu","production_environment":true}}""", "deploy", true,
        "deployment of acme/api to eu started (alice)")]
    [InlineData("deployment_status", "created", """{"deployment_status":{"state":"success","environment":"production","creator":{"login":"bob"}}}""", "deploy", false,
        "deployment of acme/api to production succeeded (bob)")]
    [InlineData("deployment_status", "created", """{"deployment_status":{"state":"failure"},"deployment":{"environment":"production"}}""", "deploy", true,
        "deployment of acme/api to production failed (alice)")]
    [InlineData("deployment_status", "created", """{"deployment_status":{"state":"failure"},"deployment":{"environment":"staging"}}""", "deploy", false,
        "deployment of acme/api to staging failed (alice)")]
    [InlineData("deployment_status", "created", """{"deployment_status":{"state":"inactive","environment":"production"}}""", "other", false,
        "deployment of acme/api to production is no longer active (alice)")]
    [InlineData("deployment_review", "approved", """{"environment":"production","approver":{"login":"bob"}}""", "approval.approved", true,
        "bob approved the deployment of acme/api to production")]
    [InlineData("deployment_review", "rejected", """{"workflow_job_runs":[{"environment":"production"}],"approver":{"login":"bob"}}""", "approval.rejected", false,
        "bob rejected the deployment of acme/api to production")]
    [InlineData("deployment_review", "requested", """{"workflow_job_run":{"environment":"production"},"requestor":{"login":"bob"}}""", "approval.requested", false,
        "bob asked for approval to deploy acme/api to production")]
    [InlineData("deployment_review", "pondered", """{"environment":"production"}""", "approval", false,
        "alice: deployment_review.pondered in acme/api")]
    [InlineData("deployment_protection_rule", "requested", """{"environment":"production"}""", "approval.requested", false,
        "a protection rule was asked to allow the deployment of acme/api to production (alice)")]
    public void ADeploymentIsToldWithItsEnvironment(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }

    [Theory]
    [InlineData("pending", Outcome.Started)]
    [InlineData("queued", Outcome.Started)]
    [InlineData("waiting", Outcome.Started)]
    [InlineData("in_progress", Outcome.Started)]
    [InlineData("success", Outcome.Success)]
    [InlineData("failure", Outcome.Failure)]
    [InlineData("error", Outcome.Failure)]
    [InlineData("inactive", Outcome.Unknown)]
    [InlineData("levitating", Outcome.Unknown)]
    public void TheStateIsTheOutcome(string state, Outcome outcome) =>
        Assert.Equal(outcome, Delivered.About("deployment_status", "created", $$$"""{"deployment_status":{"state":"{{{state}}}"}}""").Outcome);

    [Theory]
    [InlineData("production", true)]
    [InlineData("Production", true)]
    [InlineData("prod-eu", true)]
    [InlineData("prod2", true)]
    [InlineData("web (live)", true)]
    [InlineData("preprod", false)]
    [InlineData("pre-production", false)]
    [InlineData("non-prod", false)]
    [InlineData("products", false)]
    [InlineData("staging", false)]
    public void ProductionIsKnownByItsName(string environment, bool production) =>
        Assert.Equal(production, Delivered.About("deployment", "created", $$$"""{"deployment":{"environment":"{{{environment}}}"}}""").Sensitive);

    [Fact]
    public void TheEnvironmentIsTheScopeAndTheRefTheTarget()
    {
        var e = Delivered.About("deployment", "created", """{"deployment":{"environment":"production","ref":"v1.2"}}""");
        Assert.Equal(("production", "v1.2", Outcome.Started), (e.Scope, e.Target, e.Outcome));
    }

    [Theory]
    [InlineData("deployment.created", "deployment:codertocat/hello-world/145988746 commit:f95f852bd8fca8fcc58a9a2d6c842781e32a215e")]
    [InlineData("deployment_status.created", "deployment:codertocat/hello-world/145988746 commit:f95f852bd8fca8fcc58a9a2d6c842781e32a215e")]
    [InlineData("workflow_run.completed", "run:codertocat/hello-world/1589141559 commit:5779607b49aab1200488439f02372c57b4f75444")]
    [InlineData("push", "commit:6113728f27ae82c7b1a177c8d03f9e96e0adf246")]
    [InlineData("pull_request.closed", "pr:codertocat/hello-world#2")]
    public void WhatAChangeIsFollowedByIsReadOfRecordedPayloads(string name, string? expected) =>
        Assert.Equal(expected, Delivered.Event(Delivered.Kind(name), Delivered.Payload(name)).Correlation);
}
