
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class RepositoriesTests
{
    [Theory]
    [InlineData("repository", "created", """{}""", "create.repository", false,
        "alice created repository acme/api")]
    [InlineData("repository", "deleted", """{}""", "delete.repository", true,
        "alice deleted repository acme/api")]
    [InlineData("repository", "publicized", """{}""", "visibility", true,
        "alice made acme/api public")]
    [InlineData("repository", "privatized", """{}""", "visibility", false,
        "alice made acme/api private")]
    [InlineData("repository", "transferred", """{"changes":{"owner":{"from":{"organization":{"login":"initech"}}}}}""", "permission.transfer", true,
        "alice transferred acme/api from initech")]
    [InlineData("repository", "renamed", """{"changes":{"repository":{"name":{"from":"old-api"}}}}""", "infra.rename", false,
        "alice renamed repository old-api to acme/api")]
    [InlineData("repository", "archived", """{}""", "infra.archive", false,
        "alice archived acme/api")]
    [InlineData("repository", "unarchived", """{}""", "infra.unarchive", false,
        "alice unarchived acme/api")]
    [InlineData("repository", "edited", """{"changes":{"default_branch":{"from":"master"}}}""", "infra.edit", false,
        "alice changed the default branch of acme/api from master to main")]
    [InlineData("repository", "edited", """{"changes":{"description":{"from":"x"}}}""", "infra.edit", false,
        "alice edited the settings of acme/api")]
    [InlineData("repository", "painted", """{}""", "infra", false,
        "alice: repository.painted in acme/api")]
    [InlineData("public", null, """{}""", "visibility", true,
        "alice made acme/api public")]
    public void WhatHappensToARepositoryIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }
}
