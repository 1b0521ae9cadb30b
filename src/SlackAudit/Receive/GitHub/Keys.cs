using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Credentials that somebody made, asked for, approved or revoked. The credentials themselves appear nowhere.</summary>
static class Keys
{
    public static Draft DeployKey(GitHubDelivery d)
    {
        var title = d.Title("key", "title");
        var named = title is null ? "a deploy key" : $"deploy key '{title}'";
        var writes = d.Root.Flag("key", "read_only") == false;
        var summary = d.Action switch
        {
            "created" => $"{named}{(writes ? " with write access" : "")} added to {d.Place}{d.By}",
            "deleted" => $"{named}{(writes ? " with write access" : "")} removed from {d.Place}{d.By}",
            _ => null,
        };
        return Key(d, summary) with
        {
            Target = title,
            TargetType = "deploy_key",
            Sensitive = writes,
        };
    }

    public static Draft TokenRequest(GitHubDelivery d)
    {
        const string Request = "personal_access_token_request";
        var owner = d.Name(Request, "owner", "login");
        var name = d.Title(Request, "token_name");
        var all = d.Root.Text(Request, "repository_selection") == "all";
        var answered = d.Action is "approved" or "denied";
        var actor = answered ? d.Sender : owner ?? d.Sender;
        var who = actor ?? "somebody";
        var token = $"personal access token{(name is null ? "" : $" '{name}'")}";
        var where = $"{(all ? "all repositories of " : "")}{d.Place}";
        var summary = d.Action switch
        {
            "created" => $"{who} asked to use the {token} on {where}",
            "approved" => $"{who} approved the {token} of {owner ?? "somebody"} on {where}",
            "denied" => $"{who} denied the {token} of {owner ?? "somebody"} on {where}",
            "cancelled" => $"{who} no longer asks to use the {token} on {where}",
            _ => null,
        };
        return Key(d, summary) with
        {
            Actor = actor,
            Target = name ?? d.Root.TextOrNumber(Request, "token_id"),
            TargetType = "token",
            Sensitive = d.Action == "approved" || all,
        };
    }

    public static Draft AppAuthorization(GitHubDelivery d) =>
        Key(d, d.Action == "revoked" ? $"{d.Who} revoked what a GitHub App was allowed to do in their name" : null);

    static Draft Key(GitHubDelivery d, string? summary) =>
        summary is null ? GitHubEvents.Generic(d, Actions.Key) : new($"{Actions.Key}.{d.Action}", summary);
}
