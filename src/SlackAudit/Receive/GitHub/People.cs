using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>People who are let in, moved and put out.</summary>
static class People
{
    public static Draft Member(GitHubDelivery d)
    {
        var member = d.Name("member", "login");
        var whom = member ?? "somebody";
        var to = d.Name("changes", "role_name", "to") ?? d.Name("changes", "permission", "to");
        var from = d.Name("changes", "permission", "from") ?? d.Name("changes", "old_permission", "from");
        var self = member is not null && member == d.Sender;
        var summary = d.Action switch
        {
            "added" when self => $"{whom} joined {d.Place}{With(to)}",
            "added" => $"{d.Who} added {whom} to {d.Place}{With(to)}",
            "edited" => $"{d.Who} changed the rights of {whom} on {d.Place}{(from is null ? "" : $" from {from}")}{(to is null ? "" : $" to {to}")}",
            "removed" when self => $"{whom} left {d.Place}",
            "removed" => $"{d.Who} removed {whom} from {d.Place}",
            _ => null,
        };
        return Permission(d, summary) with
        {
            Target = member,
            TargetType = "person",
            Sensitive = d.Action is not "removed" && (IsPrivileged(to) || IsPrivileged(d.Name("changes", "permission", "to"))),
        };
    }

    public static Draft Membership(GitHubDelivery d)
    {
        var member = d.Name("member", "login");
        var whom = member ?? "somebody";
        var team = d.Name("team", "slug") ?? d.Name("team", "name");
        var what = d.Root.Text("scope") == "organization" ? "the organization" : team is null ? "a team" : $"team {team}";
        var summary = d.Action switch
        {
            "added" => $"{d.Who} added {whom} to {what} of {d.Place}",
            "removed" => $"{d.Who} removed {whom} from {what} of {d.Place}",
            _ => null,
        };
        return Permission(d, summary) with
        {
            Target = member,
            TargetType = "person",
            Sensitive = IsPrivileged(d.Name("team", "permission")) || IsAdminTeam(team),
        };
    }

    public static Draft Organization(GitHubDelivery d)
    {
        var member = d.Name("membership", "user", "login") ?? d.Name("invitation", "login") ?? d.Name("user", "login");
        var whom = member ?? (d.Action == "member_invited" ? "somebody by e-mail" : "somebody");
        var role = d.Name("membership", "role") ?? d.Name("invitation", "role");
        var summary = d.Action switch
        {
            "member_added" => $"{d.Who} added {whom} to the organization {d.Place}{As(role)}",
            "member_removed" => $"{d.Who} removed {whom} from the organization {d.Place}",
            "member_invited" => $"{d.Who} invited {whom} to the organization {d.Place}{As(role)}",
            "renamed" => $"{d.Who} renamed the organization {d.Name("changes", "login", "from") ?? "with another name"} to {d.Place}",
            "deleted" => $"{d.Who} deleted the organization {d.Place}",
            _ => null,
        };
        return Permission(d, summary) with
        {
            Target = member,
            TargetType = "person",
            Sensitive = d.Action is "member_removed" or "deleted" || role == "admin",
        };
    }

    public static Draft Block(GitHubDelivery d)
    {
        var blocked = d.Name("blocked_user", "login");
        var summary = d.Action switch
        {
            "blocked" => $"{d.Who} blocked {blocked ?? "somebody"} from {d.Place}",
            "unblocked" => $"{d.Who} unblocked {blocked ?? "somebody"} in {d.Place}",
            _ => null,
        };
        return Permission(d, summary) with { Target = blocked, TargetType = "person" };
    }

    /// <summary>A permission event with GitHub's action as its narrower word; the wide word alone where the action is not known.</summary>
    public static Draft Permission(GitHubDelivery d, string? summary) =>
        summary is null ? GitHubEvents.Generic(d, Actions.Permission) : new($"{Actions.Permission}.{d.Action}", summary);

    public static bool IsPrivileged(string? permission) => permission is "admin" or "maintain";

    // A team's own permission is nearly always "pull", whatever it may do to single repositories: its name says more.
    static bool IsAdminTeam(string? team) =>
        team is not null && team.ToLowerInvariant().Split(['-', '_', ' ']).Any(w => w is "admin" or "admins" or "administrators" or "owner" or "owners");

    static string With(string? permission) => permission is null ? "" : $" with {permission} rights";

    static string As(string? role) => role is null ? "" : $" as {role.Replace('_', ' ')}";
}
