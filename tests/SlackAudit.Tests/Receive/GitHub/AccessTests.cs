
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class AccessTests
{
    [Theory]
    [InlineData("team", "created", """{"repository":null,"team":{"slug":"devs"}}""", "permission.created", false,
        "alice created team devs in acme")]
    [InlineData("team", "deleted", """{"repository":null,"team":{"slug":"devs"}}""", "permission.deleted", false,
        "alice deleted team devs of acme")]
    [InlineData("team", "edited", """{"repository":null,"team":{"slug":"devs"},"changes":{"name":{"from":"x"}}}""", "permission.edited", false,
        "alice edited team devs of acme")]
    [InlineData("team", "edited", """{"repository":{"full_name":"acme/api","permissions":{"admin":true,"push":true,"pull":true}},"team":{"slug":"devs"},"changes":{"repository":{"permissions":{"from":{"admin":false,"push":true,"pull":true}}}}}""", "permission.edited", true,
        "alice changed the rights of team devs on acme/api from push to admin")]
    [InlineData("team", "edited", """{"repository":{"full_name":"acme/api","permissions":{"admin":false,"pull":true}},"team":{"slug":"devs"},"changes":{"repository":{"permissions":{"from":{"admin":true,"pull":true}}}}}""", "permission.edited", false,
        "alice changed the rights of team devs on acme/api from admin to pull")]
    [InlineData("team", "added_to_repository", """{"team":{"slug":"devs","permission":"admin"}}""", "permission.added_to_repository", true,
        "alice gave team devs access to acme/api (admin)")]
    [InlineData("team", "removed_from_repository", """{"team":{"slug":"devs","permission":"admin"}}""", "permission.removed_from_repository", false,
        "alice took access to acme/api from team devs")]
    [InlineData("team_add", null, """{"team":{"slug":"devs","permission":"push"}}""", "permission.added_to_repository", false,
        "alice gave team devs access to acme/api")]
    [InlineData("installation", "created", """{"repository":null,"organization":null,"installation":{"account":{"login":"acme"},"app_slug":"ci","repository_selection":"all"}}""", "permission.created", true,
        "alice installed the GitHub App ci on acme for all repositories")]
    [InlineData("installation", "new_permissions_accepted", """{"repository":null,"installation":{"app_slug":"ci"}}""", "permission.new_permissions_accepted", true,
        "alice accepted new permissions of the GitHub App ci on acme")]
    [InlineData("installation", "deleted", """{"repository":null,"installation":{"app_slug":"ci"}}""", "permission.deleted", false,
        "alice uninstalled the GitHub App ci on acme")]
    [InlineData("installation", "suspend", """{"repository":null,"sender":null,"requester":{"login":"bob"},"installation":{"app_slug":"ci"}}""", "permission.suspend", false,
        "bob suspended the GitHub App ci on acme")]
    [InlineData("installation_repositories", "added", """{"repository":null,"installation":{"app_slug":"ci"},"repositories_added":[{},{}]}""", "permission.added", false,
        "alice gave the GitHub App ci access to 2 repositories of acme")]
    [InlineData("installation_repositories", "removed", """{"repository":null,"installation":{"app_slug":"ci"},"repositories_removed":[{}]}""", "permission.removed", false,
        "alice took access to 1 repository of acme from the GitHub App ci")]
    public void WhatTeamsAndAppsMayDoIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }
}
