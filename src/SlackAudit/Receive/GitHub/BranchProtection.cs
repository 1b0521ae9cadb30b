using System.Text.Json;

namespace SlackAudit.Receive.GitHub;

/// <summary>Tells whether a changed branch protection rule guards less than before.</summary>
static class BranchProtection
{
    static readonly string[] Strict =
    [
        "admin_enforced", "authorized_actors_only", "authorized_dismissal_actors_only", "dismiss_stale_reviews_on_push",
        "require_code_owner_review", "require_last_push_approval", "strict_required_status_checks_policy", "ignore_approvals_from_contributors",
    ];

    static readonly string[] Demands =
    [
        "pull_request_reviews_enforcement_level", "required_status_checks_enforcement_level", "signature_requirement_enforcement_level",
        "linear_history_requirement_enforcement_level", "merge_queue_enforcement_level", "required_deployments_enforcement_level",
        "required_conversation_resolution_level", "lock_branch_enforcement_level",
    ];

    static readonly string[] Allowances = ["allow_force_pushes_enforcement_level", "allow_deletions_enforcement_level"];

    static readonly string[] Levels = ["off", "non_admins", "everyone"];

    public static bool GotWeaker(JsonElement rule, JsonElement changes) =>
        Array.Exists(Strict, name => changes.Flag(name, "from") == true && rule.Flag(name) == false)
        || Array.Exists(Demands, name => Fell(changes.Text(name, "from"), rule.Text(name)))
        || Array.Exists(Allowances, name => Fell(rule.Text(name), changes.Text(name, "from")))
        || rule.Number("required_approving_review_count") < changes.Number("required_approving_review_count", "from")
        || HasOneThatMissesIn(changes.At("required_status_checks", "from"), rule.At("required_status_checks"))
        // Names on a list that did not bind anybody before are no new right.
        || (changes.Flag("authorized_actors_only", "from") is null
            && HasOneThatMissesIn(rule.At("authorized_actor_names"), changes.At("authorized_actor_names", "from")));

    static bool Fell(string? before, string? now) =>
        Array.IndexOf(Levels, before) is >= 0 and var was && Array.IndexOf(Levels, now) is >= 0 and var @is && @is < was;

    static bool HasOneThatMissesIn(JsonElement list, JsonElement other)
    {
        if (other.ValueKind != JsonValueKind.Array) return false;
        var names = other.EnumerateArray().Select(item => item.Text()).ToHashSet(StringComparer.Ordinal);
        return list.Items().Any(item => item.Text() is { } name && !names.Contains(name));
    }
}
