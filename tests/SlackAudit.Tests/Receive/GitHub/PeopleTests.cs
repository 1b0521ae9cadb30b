
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class PeopleTests
{
    [Theory]
    [InlineData("member", "added", """{"member":{"login":"bob"},"changes":{"permission":{"to":"admin"}}}""", "permission.added", true,
        "alice added bob to acme/api with admin rights")]
    [InlineData("member", "added", """{"member":{"login":"bob"},"changes":{"permission":{"to":"write"},"role_name":{"to":"maintain"}}}""", "permission.added", true,
        "alice added bob to acme/api with maintain rights")]
    [InlineData("member", "added", """{"member":{"login":"bob"}}""", "permission.added", false,
        "alice added bob to acme/api")]
    [InlineData("member", "added", """{"member":{"login":"alice"}}""", "permission.added", false,
        "alice joined acme/api")]
    [InlineData("member", "edited", """{"member":{"login":"bob"},"changes":{"old_permission":{"from":"write"},"permission":{"to":"admin"}}}""", "permission.edited", true,
        "alice changed the rights of bob on acme/api from write to admin")]
    [InlineData("member", "edited", """{"member":{"login":"bob"},"changes":{"permission":{"from":"admin","to":"read"}}}""", "permission.edited", false,
        "alice changed the rights of bob on acme/api from admin to read")]
    [InlineData("member", "removed", """{"member":{"login":"bob"}}""", "permission.removed", false,
        "alice removed bob from acme/api")]
    [InlineData("member", "hugged", """{"member":{"login":"bob"}}""", "permission", false,
        "alice: member.hugged in acme/api")]
    [InlineData("membership", "added", """{"repository":null,"scope":"team","member":{"login":"bob"},"team":{"slug":"devs","permission":"pull"}}""", "permission.added", false,
        "alice added bob to team devs of acme")]
    [InlineData("membership", "added", """{"repository":null,"scope":"team","member":{"login":"bob"},"team":{"slug":"devs","permission":"admin"}}""", "permission.added", true,
        "alice added bob to team devs of acme")]
    [InlineData("membership", "added", """{"repository":null,"scope":"team","member":{"login":"bob"},"team":{"slug":"org-owners"}}""", "permission.added", true,
        "alice added bob to team org-owners of acme")]
    [InlineData("membership", "removed", """{"repository":null,"scope":"team","member":{"login":"bob"},"team":{"id":1,"deleted":true}}""", "permission.removed", false,
        "alice removed bob from a team of acme")]
    [InlineData("organization", "member_added", """{"repository":null,"membership":{"role":"admin","user":{"login":"bob"}}}""", "permission.member_added", true,
        "alice added bob to the organization acme as admin")]
    [InlineData("organization", "member_removed", """{"repository":null,"membership":{"role":"member","user":{"login":"bob"}}}""", "permission.member_removed", true,
        "alice removed bob from the organization acme")]
    [InlineData("organization", "member_invited", """{"repository":null,"invitation":{"login":null,"email":"bob@example.com","role":"direct_member"}}""", "permission.member_invited", false,
        "alice invited somebody by e-mail to the organization acme as direct member")]
    [InlineData("organization", "renamed", """{"repository":null,"changes":{"login":{"from":"initech"}}}""", "permission.renamed", false,
        "alice renamed the organization initech to acme")]
    [InlineData("organization", "deleted", """{"repository":null}""", "permission.deleted", true,
        "alice deleted the organization acme")]
    [InlineData("org_block", "blocked", """{"repository":null,"blocked_user":{"login":"mallory"}}""", "permission.blocked", false,
        "alice blocked mallory from acme")]
    [InlineData("org_block", "unblocked", """{"repository":null,"blocked_user":{"login":"mallory"}}""", "permission.unblocked", false,
        "alice unblocked mallory in acme")]
    public void WhoIsLetInOrPutOutIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }
}
