using System.Collections.Frozen;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>What becomes of each kind of event: the table of contents of this folder.</summary>
static class GitHubEvents
{
    static readonly FrozenDictionary<string, Func<GitHubDelivery, Draft>> Readers = new Dictionary<string, Func<GitHubDelivery, Draft>>
    {
        ["push"] = Code.Push,
        ["create"] = Code.Create,
        ["delete"] = Code.Delete,
        ["pull_request"] = Code.PullRequest,
        ["release"] = Code.Release,

        ["repository"] = Repositories.Repository,
        ["public"] = Repositories.Public,

        ["deployment"] = Deployments.Deployment,
        ["deployment_status"] = Deployments.Status,
        ["deployment_review"] = Deployments.Review,
        ["deployment_protection_rule"] = Deployments.ProtectionRule,

        ["workflow_run"] = Builds.WorkflowRun,
        ["workflow_dispatch"] = Builds.WorkflowDispatch,
        ["workflow_job"] = d => Builds.Check(d, "workflow_job"),
        ["check_run"] = d => Builds.Check(d, "check_run"),
        ["check_suite"] = d => Builds.Check(d, "check_suite"),
        ["status"] = Builds.CommitStatus,
        ["page_build"] = d => Builds.Ended(d, "build", "status"),
        ["repository_import"] = d => Builds.Ended(d, "status"),

        ["member"] = People.Member,
        ["membership"] = People.Membership,
        ["organization"] = People.Organization,
        ["org_block"] = People.Block,

        ["team"] = Access.Team,
        ["team_add"] = Access.TeamAdd,
        ["installation"] = Access.Installation,
        ["installation_repositories"] = Access.InstallationRepositories,

        ["deploy_key"] = Keys.DeployKey,
        ["personal_access_token_request"] = Keys.TokenRequest,
        ["github_app_authorization"] = Keys.AppAuthorization,

        ["branch_protection_rule"] = Guards.BranchProtectionRule,
        ["branch_protection_configuration"] = Guards.BranchProtectionConfiguration,
        ["repository_ruleset"] = Guards.Ruleset,
        ["security_and_analysis"] = Guards.SecurityAndAnalysis,
        ["enterprise"] = d => Generic(d, Actions.Policy) with { Sensitive = true },
        ["user"] = d => Generic(d, Actions.Permission),
        ["custom_property"] = d => Generic(d, Actions.Policy),
        ["custom_property_values"] = Guards.CustomPropertyValues,
        ["meta"] = Guards.Meta,

        ["secret_scanning_alert"] = Secrets.Alert,
        ["secret_scanning_alert_location"] = Secrets.Location,

        ["code_scanning_alert"] = Vulnerabilities.CodeScanningAlert,
        ["dependabot_alert"] = Vulnerabilities.DependabotAlert,
        ["repository_vulnerability_alert"] = Vulnerabilities.RepositoryAlert,
        ["security_advisory"] = d => Vulnerabilities.Advisory(d, "security_advisory"),
        ["repository_advisory"] = d => Vulnerabilities.Advisory(d, "repository_advisory"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kinds that have a mapping of their own.</summary>
    public static IEnumerable<string> Kinds => Readers.Keys;

    // Somebody asks to be let past a protection, or is.
    static readonly string[] Exceptions = ["bypass_request_", "exemption_request_", "dismissal_request_"];

    // Where the thing that an event is about has a page of its own, innermost first.
    static readonly string[] Subjects = ["comment", "review", "pull_request", "issue", "discussion", "alert", "forkee", "package", "registry_package"];

    public static Draft Read(GitHubDelivery d)
    {
        if (d.Event is null) return Generic(d);
        if (Readers.TryGetValue(d.Event, out var read)) return read(d);
        if (Array.Exists(Exceptions, beginning => d.Event.StartsWith(beginning, StringComparison.Ordinal))) return Generic(d, Actions.Approval) with { Sensitive = true };
        return Generic(d, d.Event.Contains("secret_scanning", StringComparison.Ordinal) ? Actions.Secret : Actions.Other);
    }

    /// <summary>The record of a kind or an action that no mapping knows: nothing is guessed, nothing is lost.</summary>
    public static Draft Generic(GitHubDelivery d, string action = Actions.Other)
    {
        var what = d.Event is null ? "an event that does not say its kind" : d.SourceAction;
        var number = d.Number("number") ?? d.Number("pull_request", "number") ?? d.Number("issue", "number") ?? d.Number("discussion", "number");
        return new(action, $"{d.Who}: {what}{(number is null ? "" : $" {number}")}{(d.App is null ? "" : $" in {d.App}")}")
        {
            Target = number,
            TargetType = Has(d, "pull_request") ? "pull_request" : Has(d, "discussion") ? "discussion" : "issue",
            Url = Page(d),
        };
    }

    static bool Has(GitHubDelivery d, string subject) => d.Root.At(subject).ValueKind == JsonValueKind.Object;

    static string? Page(GitHubDelivery d)
    {
        foreach (var subject in Subjects)
        {
            if (d.Link(subject, "html_url") is { } page) return page;
        }

        return null;
    }
}
