using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class BuildsTests
{
    [Theory]
    [InlineData("workflow_run", "requested", """{"workflow_run":{"name":"CI","head_branch":"main"}}""", "build", false,
        "workflow 'CI' on main of acme/api was requested (alice)")]
    [InlineData("workflow_run", "in_progress", """{"workflow_run":{"name":"CI","head_branch":"main"}}""", "build", false,
        "workflow 'CI' on main of acme/api is running (alice)")]
    [InlineData("workflow_run", "completed", """{"workflow_run":{"name":"CI","head_branch":"main","conclusion":"failure","actor":{"login":"bob"},"triggering_actor":{"login":"carol"}}}""", "build", false,
        "workflow 'CI' on main of acme/api failed (carol)")]
    [InlineData("workflow_run", "completed", """{"workflow_run":{"name":"CI","conclusion":"success","path":".github/workflows/Deploy.yml","actor":{"login":"bob"}}}""", "build", true,
        "workflow 'CI' of acme/api succeeded (bob)")]
    [InlineData("workflow_run", "completed", """{"workflow":{"name":"Deploy to eu"},"workflow_run":{"conclusion":"success"}}""", "build", true,
        "workflow 'Deploy to eu' of acme/api succeeded (alice)")]
    [InlineData("workflow_run", "dreamt", """{"workflow_run":{"name":"CI"}}""", "build", false,
        "alice: workflow_run.dreamt in acme/api")]
    [InlineData("workflow_dispatch", null, """{"workflow":".github/workflows/deploy.yml","ref":"refs/heads/main","inputs":{"a":"b"}}""", "build.dispatch", true,
        "alice started workflow deploy.yml on main of acme/api by hand")]
    [InlineData("check_run", "completed", """{"check_run":{"name":"lint","conclusion":"failure"}}""", "other", false,
        "alice: check_run.completed 'lint' (failure) in acme/api")]
    [InlineData("check_suite", "requested", """{"check_suite":{"conclusion":null,"app":{"name":"CI"}}}""", "other", false,
        "alice: check_suite.requested 'CI' in acme/api")]
    [InlineData("status", null, """{"state":"success","context":"ci/unit","commit":{"commit":{"message":"hunter2"}}}""", "other", false,
        "alice: status 'ci/unit' (success) in acme/api")]
    public void ABuildIsToldWithItsBranch(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }

    [Theory]
    [InlineData("success", Outcome.Success)]
    [InlineData("failure", Outcome.Failure)]
    [InlineData("timed_out", Outcome.Failure)]
    [InlineData("cancelled", Outcome.Failure)]
    [InlineData("startup_failure", Outcome.Failure)]
    [InlineData("action_required", Outcome.Failure)]
    [InlineData("skipped", Outcome.Unknown)]
    [InlineData("neutral", Outcome.Unknown)]
    [InlineData("stale", Outcome.Unknown)]
    public void TheConclusionIsTheOutcome(string conclusion, Outcome outcome)
    {
        Assert.Equal(outcome, Delivered.About("workflow_run", "completed", $$$"""{"workflow_run":{"conclusion":"{{{conclusion}}}"}}""").Outcome);
        Assert.Equal(outcome, Delivered.About("check_run", "completed", $$$"""{"check_run":{"conclusion":"{{{conclusion}}}"}}""").Outcome);
    }

    [Theory]
    [InlineData("page_build", null, """{"build":{"status":"built"}}""", Outcome.Success)]
    [InlineData("page_build", null, """{"build":{"status":"errored"}}""", Outcome.Failure)]
    [InlineData("repository_import", null, """{"status":"failure"}""", Outcome.Failure)]
    [InlineData("check_run", "created", """{"check_run":{"conclusion":"failure"}}""", Outcome.Failure)]
    [InlineData("check_run", "created", """{"check_run":{"conclusion":null}}""", Outcome.Started)]
    [InlineData("check_suite", "rerequested", """{"check_suite":{"conclusion":"failure"}}""", Outcome.Started)]
    public void WhatGitHubDidForSomebodyHasAnOutcome(string @event, string? githubAction, string fields, Outcome outcome) =>
        Assert.Equal(outcome, Delivered.About(@event, githubAction, fields).Outcome);

    [Fact]
    public void ARunThatHasNotEndedHasStarted()
    {
        const string Run = """{"workflow_run":{"run_started_at":"2026-01-01T10:00:00Z","updated_at":"2026-01-01T11:00:00Z"}}""";
        var (running, ended) = (Delivered.About("workflow_run", "in_progress", Run), Delivered.About("workflow_run", "completed", Run));
        Assert.Equal((Outcome.Started, 10), (running.Outcome, running.OccurredAt.Hour));
        Assert.Equal((Outcome.Unknown, 11), (ended.Outcome, ended.OccurredAt.Hour));
    }
}
