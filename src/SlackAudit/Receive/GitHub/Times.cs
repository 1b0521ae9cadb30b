using System.Collections.Frozen;

namespace SlackAudit.Receive.GitHub;

/// <summary>When something happened: the fields that say so, kind by kind, the first that is there.</summary>
/// <remarks>
/// They follow CloudEvents' adapter for GitHub where it names a field, whatever was done: what is deleted, edited or withdrawn has the
/// time that GitHub last gave it. Kinds without a field here happened when they arrived; those that are not listed, as their subject says.
/// </remarks>
static class Times
{
    static readonly FrozenDictionary<string, string[][]> Fields = new Dictionary<string, string[][]>
    {
        ["push"] = [["repository", "pushed_at"]],
        ["create"] = [],
        ["delete"] = [],
        ["gollum"] = [],
        ["label"] = [],
        ["release"] = [["release", "published_at"], ["release", "created_at"]],
        ["fork"] = [["forkee", "created_at"]],
        ["star"] = [["starred_at"]],
        ["watch"] = [],

        ["commit_comment"] = [["comment", "updated_at"]],
        ["issues"] = [["issue", "updated_at"]],
        ["issue_comment"] = [["comment", "updated_at"]],
        ["pull_request"] = [["pull_request", "updated_at"]],
        ["pull_request_review"] = [["review", "submitted_at"]],
        ["pull_request_review_comment"] = [["pull_request", "updated_at"]],
        ["milestone"] = [["milestone", "updated_at"]],
        ["project"] = [["project", "updated_at"]],
        ["project_card"] = [["project_card", "updated_at"]],
        ["project_column"] = [["project_column", "updated_at"]],
        ["registry_package"] = [["registry_package", "updated_at"]],
        ["content_reference"] = [],

        ["repository"] = [["repository", "updated_at"]],
        ["repository_import"] = [["repository", "updated_at"]],
        ["public"] = [["repository", "updated_at"]],
        ["page_build"] = [["pusher", "updated_at"], ["build", "updated_at"], ["build", "created_at"]],

        ["deployment"] = [["deployment", "created_at"]],
        ["deployment_status"] = [["deployment_status", "created_at"]],
        ["deployment_review"] = [["since"]],
        ["deployment_protection_rule"] = [],
        ["workflow_run"] = [["workflow_run", "run_started_at"], ["workflow_run", "created_at"]],
        ["workflow_dispatch"] = [],
        ["check_run"] = [["check_run", "completed_at"], ["check_run", "started_at"]],
        ["check_suite"] = [["check_suite", "updated_at"]],
        ["status"] = [["updated_at"]],

        ["member"] = [],
        ["membership"] = [],
        ["organization"] = [["invitation", "created_at"]],
        ["org_block"] = [],
        ["team"] = [],
        ["team_add"] = [],
        ["installation"] = [],
        ["installation_repositories"] = [],
        ["marketplace_purchase"] = [["effective_date"]],

        ["deploy_key"] = [["key", "deleted_at"], ["key", "created_at"]],
        ["personal_access_token_request"] = [["personal_access_token_request", "created_at"]],
        ["github_app_authorization"] = [],

        ["branch_protection_rule"] = [["rule", "updated_at"]],
        ["branch_protection_configuration"] = [],
        ["repository_ruleset"] = [["repository_ruleset", "updated_at"]],
        ["security_and_analysis"] = [],
        ["custom_property_values"] = [],
        ["meta"] = [["hook", "updated_at"]],

        ["secret_scanning_alert"] = [["alert", "resolved_at"], ["alert", "updated_at"], ["alert", "created_at"]],
        ["secret_scanning_alert_location"] = [["alert", "created_at"]],
        ["code_scanning_alert"] = [["alert", "dismissed_at"], ["alert", "created_at"]],
        ["dependabot_alert"] = [["alert", "updated_at"]],
        ["repository_vulnerability_alert"] = [],
        ["security_advisory"] = [["security_advisory", "updated_at"], ["security_advisory", "published_at"]],
        ["repository_advisory"] = [["repository_advisory", "updated_at"], ["repository_advisory", "published_at"]],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly string[] Merged = ["pull_request", "merged_at"];

    static readonly string[] Ended = ["workflow_run", "updated_at"];

    /// <summary>The instant; null where the payload has none for what was done.</summary>
    public static DateTimeOffset? Of(GitHubDelivery d) => d.Event switch
    {
        "pull_request" when d.Action == "closed" && d.Is("pull_request", "merged") && d.At(Merged) is { } merged => merged,
        "workflow_run" when d.Action == "completed" && d.At(Ended) is { } ended => ended,
        { } kind when Fields.TryGetValue(kind, out var fields) => First(d, fields),
        _ => SubjectTimes.Of(d),
    };

    static DateTimeOffset? First(GitHubDelivery d, string[][] fields)
    {
        foreach (var field in fields)
        {
            if (d.At(field) is { } at) return at;
        }

        return null;
    }
}
