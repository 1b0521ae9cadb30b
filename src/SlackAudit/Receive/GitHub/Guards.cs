using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>The protections around code, and our own watching among them.</summary>
static class Guards
{
    public static Draft BranchProtectionRule(GitHubDelivery d)
    {
        var name = d.Name("rule", "name");
        var weaker = d.Action == "edited" && BranchProtection.GotWeaker(d.Root.At("rule"), d.Root.At("changes"));
        return Policy(d, d.Action switch
        {
            "created" => $"{d.Who} protected branch {name ?? "without a name"} of {d.Place}",
            "edited" => $"{d.Who} {(weaker ? "weakened" : "changed")} the protection of branch {name ?? "without a name"} of {d.Place}",
            "deleted" => $"{d.Who} removed the protection of branch {name ?? "without a name"} of {d.Place}",
            _ => null,
        }) with
        {
            Target = name,
            TargetType = "branch",
            Sensitive = weaker || d.Action == "deleted",
        };
    }

    public static Draft BranchProtectionConfiguration(GitHubDelivery d) => Policy(d, d.Action switch
    {
        "enabled" => $"{d.Who} switched branch protection of {d.Place} on",
        "disabled" => $"{d.Who} switched all branch protection of {d.Place} off",
        _ => null,
    }) with
    { Sensitive = d.Action == "disabled" };

    public static Draft Ruleset(GitHubDelivery d)
    {
        var name = d.Name("repository_ruleset", "name");
        var named = name is null ? "a ruleset" : $"ruleset '{name}'";
        var enforcement = d.Name("repository_ruleset", "enforcement");
        var before = d.Name("changes", "enforcement", "from");
        var off = d.Action == "edited" && ((before is not null && enforcement is "disabled" or "evaluate") || d.Root.Count("changes", "rules", "deleted") > 0);
        return Policy(d, d.Action switch
        {
            "created" => $"{d.Who} created {named} in {d.Place}{(enforcement is null ? "" : $" ({enforcement})")}",
            "edited" when before is not null => $"{d.Who} changed {named} of {d.Place} from {before} to {enforcement ?? "something else"}",
            "edited" => $"{d.Who} changed {named} of {d.Place}",
            "deleted" => $"{d.Who} deleted {named} of {d.Place}",
            _ => null,
        }) with
        {
            Target = name,
            TargetType = "ruleset",
            Sensitive = off || d.Action == "deleted",
            Url = d.Link("repository_ruleset", "_links", "html", "href"),
        };
    }

    public static Draft SecurityAndAnalysis(GitHubDelivery d)
    {
        var before = d.Root.At("changes", "from", "security_and_analysis");
        var now = d.Root.At("repository", "security_and_analysis");
        var (on, off) = (NewlyEnabled(before, now), NewlyEnabled(now, before));
        var what = (on, off) switch
        {
            (null, null) => "changed the security settings",
            (_, null) => $"switched {on} on",
            (null, _) => $"switched {off} off",
            _ => $"switched {on} on and {off} off",
        };
        return new($"{Actions.Policy}.security", $"{d.Who} {what} for {d.Place}") { Sensitive = off is not null };
    }

    static string? NewlyEnabled(JsonElement before, JsonElement now)
    {
        var names = new List<string>();
        foreach (var feature in Features)
        {
            if (now.Text(feature, "status") == "enabled" && before.Text(feature, "status") is not (null or "enabled")) names.Add(feature.Replace('_', ' '));
        }

        return names.Count == 0 ? null : string.Join(" and ", names);
    }

    static readonly string[] Features =
    [
        "advanced_security", "code_security", "dependabot_security_updates", "secret_scanning", "secret_scanning_push_protection",
        "secret_scanning_ai_detection", "secret_scanning_non_provider_patterns", "secret_scanning_validity_checks",
    ];

    public static Draft CustomPropertyValues(GitHubDelivery d)
    {
        var names = new List<string>();
        foreach (var property in d.Root.Items("new_property_values"))
        {
            if (OneLine.Of(property.Text("property_name"), 60) is { } name && names.Count < 5) names.Add(name);
        }

        var which = names.Count == 0 ? "custom properties" : $"custom properties ({string.Join(", ", names)})";
        return Policy(d, d.Action == "updated" ? $"{d.Who} changed {which} of {d.Place}" : null);
    }

    /// <summary>The hook that feeds us is gone: the last thing that we hear from it.</summary>
    public static Draft Meta(GitHubDelivery d) => d.Action == "deleted"
        ? new(Actions.Tamper, $"our webhook on {d.Place} was removed{d.By}")
        {
            Target = d.Root.TextOrNumber("hook_id"),
            TargetType = "webhook",
            Sensitive = true,
        }
        : GitHubEvents.Generic(d, Actions.Tamper) with { Sensitive = true };

    static Draft Policy(GitHubDelivery d, string? summary) =>
        summary is null ? GitHubEvents.Generic(d, Actions.Policy) : new($"{Actions.Policy}.{d.Action}", summary);
}
