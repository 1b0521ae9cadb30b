using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Weaknesses in code and dependencies: found, dismissed, mended.</summary>
static class Vulnerabilities
{
    public static Draft CodeScanningAlert(GitHubDelivery d)
    {
        var level = d.Name("alert", "rule", "security_severity_level");
        var severity = level ?? d.Name("alert", "rule", "severity");
        var rule = d.Name("alert", "rule", "id");
        var actor = d.Sender ?? d.Name("alert", "dismissed_by", "login");
        var reason = d.Name("alert", "dismissed_reason");
        return Alert(d, "code scanning alert", rule, severity, actor, d.Action switch
        {
            "closed_by_user" => $"dismissed{(reason is null ? "" : $" as {reason}")}",
            "reopened_by_user" or "reopened" => "reopened",
            "appeared_in_branch" => "appeared in another branch",
            "created" or "fixed" => d.Action,
            _ => null,
        }) with
        {
            TargetType = "code_scanning_alert",
            // Where a rule has no security level, "error" is the highest that it can have.
            Sensitive = d.Action == "closed_by_user" && (IsHigh(level) || (level is null && severity == "error")),
        };
    }

    public static Draft DependabotAlert(GitHubDelivery d)
    {
        var severity = d.Name("alert", "security_vulnerability", "severity") ?? d.Name("alert", "security_advisory", "severity");
        var package = d.Name("alert", "dependency", "package", "name") ?? d.Name("alert", "security_vulnerability", "package", "name");
        var reason = d.Name("alert", "dismissed_reason");
        return Alert(d, "Dependabot alert", package, severity, d.Sender ?? d.Name("alert", "dismissed_by", "login"), d.Action switch
        {
            "dismissed" => $"dismissed{(reason is null ? "" : $" as {reason.Replace('_', ' ')}")}",
            "auto_dismissed" => "dismissed by a rule",
            "auto_reopened" => "reopened by a rule",
            "created" or "fixed" or "reopened" or "reintroduced" => d.Action,
            "assignees_changed" => "assigned to others",
            _ => null,
        }) with
        {
            TargetType = "dependency",
            Sensitive = d.Action == "dismissed" && severity == "critical",
        };
    }

    public static Draft RepositoryAlert(GitHubDelivery d)
    {
        var severity = d.Name("alert", "severity");
        return Alert(d, "vulnerability alert", d.Name("alert", "affected_package_name"), severity, d.Sender ?? d.Name("alert", "dismisser", "login"), d.Action switch
        {
            "create" => "created",
            "dismiss" => "dismissed",
            "reopen" => "reopened",
            "resolve" => "resolved",
            _ => null,
        }) with
        {
            TargetType = "dependency",
            Sensitive = d.Action == "dismiss" && severity == "critical",
        };
    }

    /// <summary>An advisory about software at large, or one that a repository publishes about itself.</summary>
    public static Draft Advisory(GitHubDelivery d, string subject)
    {
        if (d.Action is not ("published" or "updated" or "performed" or "withdrawn" or "reported")) return GitHubEvents.Generic(d, Actions.Vulnerability);
        var id = d.Name(subject, "ghsa_id");
        var title = d.Title(subject, "summary");
        var where = d.App is null ? "" : $" for {d.App}";
        return new($"{Actions.Vulnerability}.{d.Action}", $"advisory {id ?? "without an id"}{where} {d.Action}{(title is null ? "" : $": {title}")}")
        {
            Target = id,
            TargetType = "advisory",
            Url = d.Link(subject, "html_url"),
        };
    }

    static Draft Alert(GitHubDelivery d, string kind, string? target, string? severity, string? actor, string? verb)
    {
        var draft = verb is null
            ? GitHubEvents.Generic(d, Actions.Vulnerability)
            : new Draft($"{Actions.Vulnerability}.{d.Action}", $"{kind}{Number(d)}{About(target, severity)} of {d.Place} {verb}{(actor is null ? "" : $" ({actor})")}");
        return draft with { Actor = actor, Target = target, Url = d.Link("alert", "html_url") };
    }

    static string Number(GitHubDelivery d) => d.Number("alert", "number") is { } number ? $" {number}" : "";

    static string About(string? target, string? severity) => (target, severity) switch
    {
        (null, null) => "",
        ({ }, { }) => $" ({target}, {severity})",
        _ => $" ({target ?? severity})",
    };

    static bool IsHigh(string? level) => level is "high" or "critical";
}
