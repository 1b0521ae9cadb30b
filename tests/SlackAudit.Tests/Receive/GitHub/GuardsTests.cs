
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class GuardsTests
{
    [Theory]
    [InlineData("branch_protection_rule", "created", """{"rule":{"name":"main"}}""", "policy.created", false,
        "alice protected branch main of acme/api")]
    [InlineData("branch_protection_rule", "deleted", """{"rule":{"name":"main"}}""", "policy.deleted", true,
        "alice removed the protection of branch main of acme/api")]
    [InlineData("branch_protection_configuration", "disabled", """{}""", "policy.disabled", true,
        "alice switched all branch protection of acme/api off")]
    [InlineData("branch_protection_configuration", "enabled", """{}""", "policy.enabled", false,
        "alice switched branch protection of acme/api on")]
    [InlineData("repository_ruleset", "created", """{"repository_ruleset":{"name":"main","enforcement":"active"}}""", "policy.created", false,
        "alice created ruleset 'main' in acme/api (active)")]
    [InlineData("repository_ruleset", "edited", """{"repository_ruleset":{"name":"main","enforcement":"disabled"},"changes":{"enforcement":{"from":"active"}}}""", "policy.edited", true,
        "alice changed ruleset 'main' of acme/api from active to disabled")]
    [InlineData("repository_ruleset", "edited", """{"repository":null,"repository_ruleset":{"name":"main","enforcement":"evaluate"},"changes":{"enforcement":{"from":"active"}}}""", "policy.edited", true,
        "alice changed ruleset 'main' of acme from active to evaluate")]
    [InlineData("repository_ruleset", "edited", """{"repository_ruleset":{"name":"main","enforcement":"active"},"changes":{"enforcement":{"from":"disabled"}}}""", "policy.edited", false,
        "alice changed ruleset 'main' of acme/api from disabled to active")]
    [InlineData("repository_ruleset", "edited", """{"repository_ruleset":{"name":"main","enforcement":"disabled"},"changes":{"name":{"from":"x"}}}""", "policy.edited", false,
        "alice changed ruleset 'main' of acme/api")]
    [InlineData("repository_ruleset", "edited", """{"repository_ruleset":{"name":"main"},"changes":{"rules":{"deleted":[{"type":"pull_request"}]}}}""", "policy.edited", true,
        "alice changed ruleset 'main' of acme/api")]
    [InlineData("enterprise", "anonymous_access_enabled", """{}""", "policy", true,
        "alice: enterprise.anonymous_access_enabled in acme/api")]
    [InlineData("bypass_request_push_ruleset", "created", """{}""", "approval", true,
        "alice: bypass_request_push_ruleset.created in acme/api")]
    [InlineData("exemption_request_secret_scanning", "completed", """{}""", "approval", true,
        "alice: exemption_request_secret_scanning.completed in acme/api")]
    [InlineData("repository_ruleset", "deleted", """{"repository_ruleset":{"name":"main"}}""", "policy.deleted", true,
        "alice deleted ruleset 'main' of acme/api")]
    [InlineData("security_and_analysis", null, """{"repository":{"full_name":"acme/api","security_and_analysis":{"secret_scanning":{"status":"disabled"},"advanced_security":{"status":"enabled"}}},"changes":{"from":{"security_and_analysis":{"secret_scanning":{"status":"enabled"},"advanced_security":{"status":"enabled"}}}}}""", "policy.security", true,
        "alice switched secret scanning off for acme/api")]
    [InlineData("security_and_analysis", null, """{"repository":{"full_name":"acme/api","security_and_analysis":{"secret_scanning":{"status":"enabled"}}},"changes":{"from":{"security_and_analysis":{"secret_scanning":{"status":"disabled"}}}}}""", "policy.security", false,
        "alice switched secret scanning on for acme/api")]
    [InlineData("security_and_analysis", null, """{}""", "policy.security", false,
        "alice changed the security settings for acme/api")]
    [InlineData("custom_property_values", "updated", """{"new_property_values":[{"property_name":"tier","value":"hunter2"}]}""", "policy.updated", false,
        "alice changed custom properties (tier) of acme/api")]
    [InlineData("meta", "deleted", """{"hook_id":7}""", "tamper", true,
        "our webhook on acme/api was removed by alice")]
    public void AChangedGuardIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }

    [Theory]
    [InlineData("""{"admin_enforced":{"from":true}}""", """{"admin_enforced":false}""", true)]
    [InlineData("""{"admin_enforced":{"from":false}}""", """{"admin_enforced":true}""", false)]
    [InlineData("""{"pull_request_reviews_enforcement_level":{"from":"everyone"}}""", """{"pull_request_reviews_enforcement_level":"off"}""", true)]
    [InlineData("""{"pull_request_reviews_enforcement_level":{"from":"everyone"}}""", """{"pull_request_reviews_enforcement_level":"non_admins"}""", true)]
    [InlineData("""{"pull_request_reviews_enforcement_level":{"from":"off"}}""", """{"pull_request_reviews_enforcement_level":"everyone"}""", false)]
    [InlineData("""{"allow_force_pushes_enforcement_level":{"from":"off"}}""", """{"allow_force_pushes_enforcement_level":"everyone"}""", true)]
    [InlineData("""{"allow_force_pushes_enforcement_level":{"from":"everyone"}}""", """{"allow_force_pushes_enforcement_level":"off"}""", false)]
    [InlineData("""{"required_approving_review_count":{"from":2}}""", """{"required_approving_review_count":1}""", true)]
    [InlineData("""{"required_approving_review_count":{"from":1}}""", """{"required_approving_review_count":2}""", false)]
    [InlineData("""{"required_status_checks":{"from":["lint","test"]}}""", """{"required_status_checks":["lint"]}""", true)]
    [InlineData("""{"required_status_checks":{"from":["lint"]}}""", """{"required_status_checks":["lint","test"]}""", false)]
    [InlineData("""{"authorized_actor_names":{"from":["bob"]}}""", """{"authorized_actor_names":["bob","carol"]}""", true)]
    [InlineData("""{"authorized_actor_names":{"from":["bob","carol"]}}""", """{"authorized_actor_names":["bob"]}""", false)]
    [InlineData("""{"authorized_actors_only":{"from":false},"authorized_actor_names":{"from":[]}}""", """{"authorized_actors_only":true,"authorized_actor_names":["bob"]}""", false)]
    [InlineData("""{"something_new":{"from":true}}""", """{"something_new":false}""", false)]
    public void AWeakenedBranchProtectionIsSensitive(string changes, string rule, bool weaker)
    {
        var e = Delivered.About("branch_protection_rule", "edited", $$$"""{"rule":{{{rule}}},"changes":{{{changes}}}}""");
        Assert.Equal(weaker, e.Sensitive);
        Assert.Equal($"alice {(weaker ? "weakened" : "changed")} the protection of branch without a name of acme/api", e.Summary);
    }
}
