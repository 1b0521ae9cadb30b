using System.Text.Json.Nodes;

namespace SlackAudit.Tests.Receive.GitHub;

/// <summary>Each kind's own field, written down from the reference kind by kind. Every other time in the payload is a decoy.</summary>
public sealed class TimesTests
{
    const string Decoy = "2019-09-09T09:09:09Z";
    const string Real = "2026-01-02T03:04:05Z";

    static readonly string[] Subjects =
    [
        "repository", "release", "forkee", "comment", "issue", "pull_request", "review", "milestone", "project", "project_card", "project_column", "registry_package",
        "build", "pusher", "deployment", "deployment_status", "workflow_run", "check_run", "check_suite", "invitation", "key", "personal_access_token_request", "rule",
        "repository_ruleset", "hook", "alert", "security_advisory", "repository_advisory", "installation", "member", "team", "organization", "label", "changes",
    ];

    static readonly string[] Clocks =
    [
        "created_at", "updated_at", "pushed_at", "published_at", "closed_at", "merged_at", "submitted_at", "completed_at", "started_at", "run_started_at", "resolved_at",
        "dismissed_at", "fixed_at", "suspended_at", "timestamp",
    ];

    // kind, actions, the field that counts, fields that count before it and are null here
    static readonly (string Kind, string? Actions, string? Field, string[] Before)[] Table =
    [
        ("push", null, "repository.pushed_at", []),
        ("create", null, null, []),
        ("delete", null, null, []),
        ("pull_request", "opened edited labeled synchronize reopened closed deleted", "pull_request.updated_at", []),
        ("deployment", "created", "deployment.created_at", []),
        ("deployment_status", "created", "deployment_status.created_at", []),
        ("deployment_review", "approved rejected requested", "since", []),
        ("workflow_run", "completed", "workflow_run.updated_at", []),
        ("workflow_run", "requested in_progress", "workflow_run.run_started_at", []),
        ("workflow_dispatch", null, null, []),
        ("release", "created published released prereleased edited deleted unpublished", "release.published_at", []),
        ("release", "created edited deleted", "release.created_at", ["release.published_at"]),
        ("repository", "created deleted archived unarchived edited renamed transferred publicized privatized", "repository.updated_at", []),
        ("public", null, "repository.updated_at", []),
        ("member", "added edited removed", null, []),
        ("membership", "added removed", null, []),
        ("organization", "member_invited", "invitation.created_at", []),
        ("organization", "member_added member_removed renamed deleted", null, ["invitation.created_at"]),
        ("org_block", "blocked unblocked", null, []),
        ("team", "created deleted edited added_to_repository removed_from_repository", null, []),
        ("team_add", null, null, []),
        ("branch_protection_rule", "created edited deleted", "rule.updated_at", []),
        ("branch_protection_configuration", "enabled disabled", null, []),
        ("repository_ruleset", "created edited deleted", "repository_ruleset.updated_at", []),
        ("deploy_key", "created deleted", "key.created_at", []),
        ("secret_scanning_alert", "created resolved reopened publicly_leaked validated assigned unassigned", "alert.resolved_at", []),
        ("secret_scanning_alert", "created reopened validated", "alert.updated_at", ["alert.resolved_at"]),
        ("secret_scanning_alert", "created", "alert.created_at", ["alert.resolved_at", "alert.updated_at"]),
        ("secret_scanning_alert_location", "created", "alert.created_at", []),
        ("code_scanning_alert", "closed_by_user fixed reopened", "alert.dismissed_at", []),
        ("code_scanning_alert", "created appeared_in_branch fixed reopened reopened_by_user", "alert.created_at", ["alert.dismissed_at"]),
        ("dependabot_alert", "created dismissed fixed reopened", "alert.updated_at", []),
        ("security_and_analysis", null, null, []),
        ("installation", "created deleted suspend unsuspend new_permissions_accepted", null, []),
        ("installation_repositories", "added removed", null, []),
        ("personal_access_token_request", "created approved denied cancelled", "personal_access_token_request.created_at", []),
        ("github_app_authorization", "revoked", null, []),
        ("custom_property_values", "updated", null, []),

        ("check_run", "created completed rerequested requested_action", "check_run.completed_at", []),
        ("check_run", "created rerequested requested_action", "check_run.started_at", ["check_run.completed_at"]),
        ("check_suite", "completed requested rerequested", "check_suite.updated_at", []),
        ("commit_comment", "created", "comment.updated_at", []),
        ("fork", null, "forkee.created_at", []),
        ("gollum", null, null, []),
        ("issue_comment", "created edited deleted", "comment.updated_at", []),
        ("issues", "opened closed labeled deleted transferred", "issue.updated_at", []),
        ("label", "created edited deleted", null, []),
        ("marketplace_purchase", "purchased cancelled changed", "effective_date", []),
        ("meta", "deleted", "hook.updated_at", []),
        ("milestone", "created opened closed edited deleted", "milestone.updated_at", []),
        ("project_card", "created moved converted edited deleted", "project_card.updated_at", []),
        ("project_column", "created moved edited deleted", "project_column.updated_at", []),
        ("project", "created closed reopened edited deleted", "project.updated_at", []),
        ("pull_request_review", "submitted edited dismissed", "review.submitted_at", []),
        ("pull_request_review_comment", "created edited deleted", "pull_request.updated_at", []),
        ("registry_package", "published updated", "registry_package.updated_at", []),
        ("repository_import", null, "repository.updated_at", []),
        ("repository_vulnerability_alert", "create dismiss resolve", null, []),
        ("security_advisory", "published updated withdrawn", "security_advisory.updated_at", []),
        ("star", "created", "starred_at", []),
        ("star", "deleted", null, ["starred_at"]),
        ("status", null, "updated_at", []),
        ("watch", "started", null, []),
    ];

    public static TheoryData<string, string?, string?, string[]> Rows()
    {
        var rows = new TheoryData<string, string?, string?, string[]>();
        foreach (var (kind, actions, field, before) in Table)
        {
            var each = actions?.Split(' ') ?? new string?[1];
            foreach (var action in each) rows.Add(kind, action, field, before);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void AnEventOccurredWhenItsKindsOwnFieldSays(string kind, string? action, string? field, string[] before)
    {
        var payload = new JsonObject { ["updated_at"] = Decoy, ["created_at"] = Decoy, ["since"] = Decoy, ["starred_at"] = Decoy, ["effective_date"] = Decoy };
        foreach (var subject in Subjects) payload[subject] = new JsonObject(Clocks.Select(clock => KeyValuePair.Create(clock, (JsonNode?)Decoy)));
        foreach (var none in before) Set(payload, none, null);
        if (field is not null) Set(payload, field, Real);
        Assert.Equal(field is null ? Some.Now : DateTimeOffset.Parse(Real, null), Delivered.About(kind, action, payload.ToJsonString()).OccurredAt);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void WithoutThatFieldItOccurredWhenItArrived(string kind, string? action, string? field, string[] before)
    {
        _ = (field, before);
        Assert.Equal(Some.Now, Delivered.About(kind, action, "{}").OccurredAt);
    }

    [Fact]
    public void AMergeOccurredWhenItWasMerged() =>
        Assert.Equal(5, Delivered.About("pull_request", "closed", """{"pull_request":{"merged":true,"merged_at":"2026-01-01T05:00:00Z","updated_at":"2026-01-01T06:00:00Z"}}""").OccurredAt.Hour);

    [Theory]
    [InlineData("workflow_job", "completed", """{"workflow_job":{"created_at":"2026-01-01T01:00:00Z","started_at":"2026-01-01T02:00:00Z","completed_at":"2026-01-01T03:00:00Z"}}""", 3)]
    [InlineData("workflow_job", "in_progress", """{"workflow_job":{"created_at":"2026-01-01T01:00:00Z","started_at":"2026-01-01T02:00:00Z","completed_at":null}}""", 2)]
    [InlineData("workflow_job", "queued", """{"workflow_job":{"created_at":"2026-01-01T01:00:00Z","started_at":"2026-01-01T02:00:00Z"}}""", 1)]
    [InlineData("discussion", "created", """{"discussion":{"created_at":"2026-01-01T01:00:00Z","updated_at":"2026-01-01T02:00:00Z"}}""", 1)]
    [InlineData("discussion", "labeled", """{"discussion":{"created_at":"2026-01-01T01:00:00Z","updated_at":"2026-01-01T02:00:00Z"}}""", 2)]
    [InlineData("discussion_comment", "deleted", """{"comment":{"created_at":"2026-01-01T01:00:00Z","updated_at":"2026-01-01T02:00:00Z"}}""", 14)]
    [InlineData("projects_v2_item", "archived", """{"projects_v2_item":{"archived_at":"2026-01-01T04:00:00Z","updated_at":"2026-01-01T02:00:00Z"}}""", 4)]
    [InlineData("sponsorship", "pending_tier_change", """{"sponsorship":{"created_at":"2019-01-01T01:00:00Z"},"effective_date":"2030-01-01T01:00:00Z"}""", 14)]
    public void AKindWithoutAFieldOfItsOwnOccurredWhenItsSubjectDid(string kind, string? action, string fields, int hour) =>
        Assert.Equal(hour, Delivered.About(kind, action, fields).OccurredAt.Hour);

    static void Set(JsonObject payload, string field, string? value)
    {
        var parts = field.Split('.');
        var parent = parts.Length == 1 ? payload : payload[parts[0]]!.AsObject();
        parent[parts[^1]] = value;
    }
}
