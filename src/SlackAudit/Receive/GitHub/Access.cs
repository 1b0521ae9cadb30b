using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>What teams and apps may do.</summary>
static class Access
{
    static readonly string[] Ranks = ["pull", "triage", "push", "maintain", "admin"];

    public static Draft Team(GitHubDelivery d)
    {
        var team = d.Name("team", "slug") ?? d.Name("team", "name");
        var named = team is null ? "a team" : $"team {team}";
        var now = Granted(d, "repository", "permissions") ?? d.Name("team", "permission");
        var before = Granted(d, "changes", "repository", "permissions", "from");
        var summary = d.Action switch
        {
            "created" => $"{d.Who} created {named} in {d.Place}",
            "deleted" => $"{d.Who} deleted {named} of {d.Place}",
            "edited" when before is not null => $"{d.Who} changed the rights of {named} on {d.Place} from {before} to {now ?? "others"}",
            "edited" => $"{d.Who} edited {named} of {d.Place}",
            "added_to_repository" => $"{d.Who} gave {named} access to {d.Place}{(now is null ? "" : $" ({now})")}",
            "removed_from_repository" => $"{d.Who} took access to {d.Place} from {named}",
            _ => null,
        };
        return People.Permission(d, summary) with
        {
            Target = team,
            TargetType = "team",
            Sensitive = d.Action switch
            {
                "added_to_repository" => People.IsPrivileged(now),
                "edited" => before is not null && Array.IndexOf(Ranks, now) > Array.IndexOf(Ranks, before),
                _ => false,
            },
            Url = d.Link("team", "html_url"),
        };
    }

    public static Draft TeamAdd(GitHubDelivery d)
    {
        var team = d.Name("team", "slug") ?? d.Name("team", "name");
        return new($"{Actions.Permission}.added_to_repository", $"{d.Who} gave {(team is null ? "a team" : $"team {team}")} access to {d.Place}")
        {
            Target = team,
            TargetType = "team",
            Sensitive = People.IsPrivileged(Granted(d, "repository", "permissions") ?? d.Name("team", "permission")),
        };
    }

    // GitHub lists every right as a flag; the highest one granted is the one that counts.
    static string? Granted(GitHubDelivery d, params ReadOnlySpan<string> path)
    {
        var flags = d.Root.At(path);
        for (var i = Ranks.Length - 1; i >= 0; i--)
        {
            if (flags.Flag(Ranks[i]) == true) return Ranks[i];
        }

        return null;
    }

    public static Draft Installation(GitHubDelivery d)
    {
        var verb = d.Action switch
        {
            "created" => "installed",
            "deleted" => "uninstalled",
            "suspend" => "suspended",
            "unsuspend" => "unsuspended",
            "new_permissions_accepted" => "accepted new permissions of",
            _ => null,
        };
        var actor = d.Sender ?? d.Name("requester", "login");
        var all = d.Action == "created" && d.Root.Text("installation", "repository_selection") == "all" ? " for all repositories" : "";
        return People.Permission(d, verb is null ? null : $"{actor ?? "somebody"} {verb} {App(d)} on {d.Place}{all}") with
        {
            Actor = actor,
            Target = d.Name("installation", "app_slug"),
            TargetType = "github_app",
            Sensitive = d.Action is "created" or "new_permissions_accepted",
            Url = d.Link("installation", "html_url"),
        };
    }

    public static Draft InstallationRepositories(GitHubDelivery d)
    {
        var summary = d.Action switch
        {
            "added" => $"{d.Who} gave {App(d)} access to {Repositories(d, "repositories_added")} of {d.Place}",
            "removed" => $"{d.Who} took access to {Repositories(d, "repositories_removed")} of {d.Place} from {App(d)}",
            _ => null,
        };
        return People.Permission(d, summary) with
        {
            Target = d.Name("installation", "app_slug"),
            TargetType = "github_app",
            Url = d.Link("installation", "html_url"),
        };
    }

    static string App(GitHubDelivery d) => d.Name("installation", "app_slug") is { } slug ? $"the GitHub App {slug}" : "a GitHub App";

    static string Repositories(GitHubDelivery d, string list) => d.Root.Count(list) switch
    {
        0 when d.Root.Text("repository_selection") == "all" => "all repositories",
        0 => "no repository",
        1 => "1 repository",
        var count => $"{count} repositories",
    };
}
