using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>What happens to a repository as a whole.</summary>
static class Repositories
{
    public static Draft Public(GitHubDelivery d) => new(Actions.Visibility, $"{d.Who} made {d.Place} public")
    {
        Sensitive = true,
    };

    public static Draft Repository(GitHubDelivery d)
    {
        var oldName = d.Name("changes", "repository", "name", "from");
        var oldBranch = d.Name("changes", "default_branch", "from");
        var oldOwner = d.Name("changes", "owner", "from", "user", "login") ?? d.Name("changes", "owner", "from", "organization", "login");
        (string Action, string Summary)? known = d.Action switch
        {
            "created" => (Actions.Create + ".repository", $"{d.Who} created repository {d.Place}"),
            "deleted" => (Actions.Delete + ".repository", $"{d.Who} deleted repository {d.Place}"),
            "publicized" => (Actions.Visibility, $"{d.Who} made {d.Place} public"),
            "privatized" => (Actions.Visibility, $"{d.Who} made {d.Place} private"),
            "transferred" => (Actions.Permission + ".transfer", $"{d.Who} transferred {d.Place}{From(oldOwner)}"),
            "renamed" => (Actions.Infra + ".rename", $"{d.Who} renamed repository {oldName ?? "with another name"} to {d.Place}"),
            "archived" => (Actions.Infra + ".archive", $"{d.Who} archived {d.Place}"),
            "unarchived" => (Actions.Infra + ".unarchive", $"{d.Who} unarchived {d.Place}"),
            "edited" when oldBranch is not null => (Actions.Infra + ".edit", $"{d.Who} changed the default branch of {d.Place}{From(oldBranch)} to {d.Name("repository", "default_branch") ?? "another"}"),
            "edited" => (Actions.Infra + ".edit", $"{d.Who} edited the settings of {d.Place}"),
            _ => null,
        };
        if (known is not { } found) return GitHubEvents.Generic(d, Actions.Infra);

        return new(found.Action, found.Summary)
        {
            Target = d.Action == "renamed" ? oldName : null,
            TargetType = "repository",
            Sensitive = d.Action is "publicized" or "deleted" or "transferred" or "anonymous_access_enabled",
        };
    }

    static string From(string? old) => old is null ? "" : $" from {old}";
}
