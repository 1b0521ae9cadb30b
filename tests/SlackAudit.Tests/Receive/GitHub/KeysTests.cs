
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class KeysTests
{
    [Theory]
    [InlineData("deploy_key", "created", """{"key":{"title":"ci","read_only":false,"key":"ssh-rsa AAAA"}}""", "key.created", true,
        "deploy key 'ci' with write access added to acme/api by alice")]
    [InlineData("deploy_key", "created", """{"key":{"title":"ci","read_only":true}}""", "key.created", false,
        "deploy key 'ci' added to acme/api by alice")]
    [InlineData("deploy_key", "deleted", """{"key":{"title":"ci","read_only":true}}""", "key.deleted", false,
        "deploy key 'ci' removed from acme/api by alice")]
    [InlineData("deploy_key", "polished", """{"key":{"title":"ci"}}""", "key", false,
        "alice: deploy_key.polished in acme/api")]
    [InlineData("personal_access_token_request", "created", """{"repository":null,"personal_access_token_request":{"owner":{"login":"bob"},"token_name":"laptop","repository_selection":"subset"}}""", "key.created", false,
        "bob asked to use the personal access token 'laptop' on acme")]
    [InlineData("personal_access_token_request", "created", """{"repository":null,"personal_access_token_request":{"owner":{"login":"bob"},"repository_selection":"all"}}""", "key.created", true,
        "bob asked to use the personal access token on all repositories of acme")]
    [InlineData("personal_access_token_request", "approved", """{"repository":null,"personal_access_token_request":{"owner":{"login":"bob"},"token_name":"laptop"}}""", "key.approved", true,
        "alice approved the personal access token 'laptop' of bob on acme")]
    [InlineData("personal_access_token_request", "denied", """{"repository":null,"personal_access_token_request":{"owner":{"login":"bob"},"token_name":"laptop"}}""", "key.denied", false,
        "alice denied the personal access token 'laptop' of bob on acme")]
    [InlineData("personal_access_token_request", "cancelled", """{"repository":null,"personal_access_token_request":{"owner":{"login":"bob"},"token_name":"laptop"}}""", "key.cancelled", false,
        "bob no longer asks to use the personal access token 'laptop' on acme")]
    [InlineData("github_app_authorization", "revoked", """{"repository":null,"organization":null}""", "key.revoked", false,
        "alice revoked what a GitHub App was allowed to do in their name")]
    public void ACredentialIsToldWithoutItself(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }
}
