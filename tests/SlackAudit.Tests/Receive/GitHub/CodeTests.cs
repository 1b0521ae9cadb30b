using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.GitHub;

public sealed class CodeTests
{
    [Theory]
    [InlineData("push", null, """{"ref":"refs/heads/main","commits":[{},{},{}]}""", "push", false,
        "alice pushed 3 commits to main of acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/fix/a-b","commits":[{}],"created":true}""", "push", false,
        "alice pushed 1 commit to the new branch fix/a-b of acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/x","commits":[],"created":true}""", "push", false,
        "alice pushed the new branch x to acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/main","commits":[{}],"forced":true}""", "push", true,
        "alice force-pushed main of acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/x","commits":[{}],"forced":true}""", "push", false,
        "alice force-pushed x of acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/main","deleted":true,"forced":true}""", "push", true,
        "alice deleted branch main of acme/api")]
    [InlineData("push", null, """{"ref":"refs/heads/x","deleted":true}""", "push", false,
        "alice deleted branch x of acme/api")]
    [InlineData("push", null, """{"ref":"refs/tags/main","deleted":true}""", "push", false,
        "alice deleted tag main of acme/api")]
    [InlineData("push", null, """{"ref":"refs/tags/v1","forced":true}""", "push", false,
        "alice moved tag v1 of acme/api")]
    [InlineData("push", null, """{"sender":null,"pusher":{"name":"bob"},"ref":"refs/heads/main","commits":[{}]}""", "push", false,
        "bob pushed 1 commit to main of acme/api")]
    [InlineData("push", null, """{}""", "push", false,
        "alice pushed to acme/api")]
    [InlineData("create", null, """{"ref":"fix","ref_type":"branch"}""", "create.branch", false,
        "alice created branch fix in acme/api")]
    [InlineData("create", null, """{"ref":null,"ref_type":"repository"}""", "create.repository", false,
        "alice created repository acme/api")]
    [InlineData("create", null, """{"ref":"fix","ref_type":"pony"}""", "create", false,
        "alice created ref fix in acme/api")]
    [InlineData("delete", null, """{"ref":"fix","ref_type":"branch"}""", "delete.branch", false,
        "alice deleted branch fix of acme/api")]
    [InlineData("delete", null, """{"ref":"main","ref_type":"branch"}""", "delete.branch", true,
        "alice deleted branch main of acme/api")]
    [InlineData("delete", null, """{"ref":"v1","ref_type":"tag"}""", "delete.tag", true,
        "alice deleted tag v1 of acme/api")]
    [InlineData("pull_request", "closed", """{"pull_request":{"number":42,"title":"Fix login","merged":true,"merged_by":{"login":"bob"},"base":{"ref":"main"}}}""", "merge", true,
        "bob merged #42 'Fix login' into main of acme/api")]
    [InlineData("pull_request", "closed", """{"number":42,"pull_request":{"title":"Fix login","merged":true,"base":{"ref":"v2"}}}""", "merge", false,
        "alice merged #42 'Fix login' into v2 of acme/api")]
    [InlineData("pull_request", "closed", """{"pull_request":{"number":42,"title":"Fix login","merged":false,"merged_by":null}}""", "other", false,
        "alice closed #42 'Fix login' of acme/api without merging it")]
    [InlineData("pull_request", "opened", """{"pull_request":{"number":42,"title":"Fix login","body":"hunter2"}}""", "other", false,
        "alice: pull_request.opened #42 'Fix login' in acme/api")]
    [InlineData("release", "released", """{"release":{"tag_name":"v1","author":{"login":"bob"}}}""", "release.released", false,
        "alice released release v1 of acme/api")]
    [InlineData("release", "published", """{"sender":null,"release":{"tag_name":"v1","author":{"login":"bob"}}}""", "release.published", false,
        "bob published release v1 of acme/api")]
    [InlineData("release", "prereleased", """{"release":{"tag_name":"v1"}}""", "release.prereleased", false,
        "alice pre-released release v1 of acme/api")]
    [InlineData("release", "deleted", """{"release":{"tag_name":"v1"}}""", "release.deleted", true,
        "alice deleted release v1 of acme/api")]
    [InlineData("release", "sung", """{"release":{"tag_name":"v1"}}""", "release", false,
        "alice: release.sung in acme/api")]
    public void WhatHappensToCodeIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }

    [Fact]
    public void APushOccurredWhenGitHubSaysInSecondsOrInIso()
    {
        var at = DateTimeOffset.Parse("2026-01-02T03:04:05Z", CultureInfo.InvariantCulture);
        var number = $$$"""{"ref":"refs/heads/main","repository":{"full_name":"acme/api","pushed_at":{{{at.ToUnixTimeSeconds()}}}}}""";
        Assert.Equal(at, Delivered.About("push", null, number).OccurredAt);
        Assert.Equal(at, Delivered.About("push", null, """{"repository":{"pushed_at":"2026-01-02T04:04:05+01:00"}}""").OccurredAt);
        Assert.Equal(Some.Now, Delivered.About("push", null, """{"repository":{"pushed_at":"yesterday"}}""").OccurredAt);
    }

    [Fact]
    public void ALongTitleIsCutBetweenWholeCharacters()
    {
        var title = string.Concat(Enumerable.Repeat("👩‍🚀", 40));
        var summary = Delivered.About("pull_request", "opened", $$$"""{"pull_request":{"number":1,"title":"{{{title}}}"}}""").Summary;
        Assert.Equal($"alice: pull_request.opened #1 '{title[..95]}…' in acme/api", summary);
    }

    [Fact]
    public void WhoWroteAReleaseIsOnlyInferredToHavePublishedIt()
    {
        Assert.Equal(ActorTrust.Inferred, Delivered.About("release", "published", """{"sender":null,"release":{"author":{"login":"bob"}}}""").ActorTrust);
        Assert.Equal(ActorTrust.Verified, Delivered.About("release", "published", """{"release":{"author":{"login":"bob"}}}""").ActorTrust);
    }
}
