using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>What happens to code: pushes, branches and tags, merges, releases.</summary>
static class Code
{
    public static Draft Push(GitHubDelivery d)
    {
        var (name, type) = Ref(d.Name("ref"));
        var (forced, deleted) = (d.Is("forced"), d.Is("deleted"));
        var actor = d.Sender ?? d.Name("pusher", "name");
        return new(Actions.Push, PushSummary(d, actor ?? "somebody", name, type))
        {
            Actor = actor,
            Target = name,
            TargetType = type,
            Sensitive = (forced || deleted) && type == "branch" && IsDefaultBranch(d, name),
            Correlation = References.Join(Commits(d)),
            Url = d.Link("compare"),
        };
    }

    // Where there are more than can be referred to, the newest count: the last of them is what is built.
    static IEnumerable<string?> Commits(GitHubDelivery d) =>
    [
        d.Commit("after"), d.Commit("head_commit", "id"),
        .. d.Root.Items("commits").TakeLast(References.Most).Reverse().Select(commit => References.To(References.Commit, commit.Text("id"))),
    ];

    static string PushSummary(GitHubDelivery d, string who, string? name, string type)
    {
        if (name is null) return $"{who} pushed to {d.Place}";
        if (d.Is("deleted")) return $"{who} deleted {type} {name} of {d.Place}";
        if (type == "tag") return $"{who} {(d.Is("forced") ? "moved" : "pushed")} tag {name} {(d.Is("forced") ? "of" : "to")} {d.Place}";
        if (d.Is("forced")) return $"{who} force-pushed {name} of {d.Place}";

        var count = d.Root.Count("commits");
        var commits = count == 1 ? "1 commit" : $"{count} commits";
        if (!d.Is("created")) return $"{who} pushed {commits} to {name} of {d.Place}";
        return count == 0 ? $"{who} pushed the new {type} {name} to {d.Place}" : $"{who} pushed {commits} to the new {type} {name} of {d.Place}";
    }

    static (string? Name, string Type) Ref(string? full) => full switch
    {
        not null when full.StartsWith("refs/heads/", StringComparison.Ordinal) => (full["refs/heads/".Length..], "branch"),
        not null when full.StartsWith("refs/tags/", StringComparison.Ordinal) => (full["refs/tags/".Length..], "tag"),
        _ => (full, "ref"),
    };

    static bool IsDefaultBranch(GitHubDelivery d, string? name) =>
        name is not null && name == (d.Name("repository", "default_branch") ?? d.Name("repository", "master_branch") ?? d.Name("master_branch"));

    public static Draft Create(GitHubDelivery d) => BranchOrTag(d, Actions.Create, "created", "in");

    public static Draft Delete(GitHubDelivery d) => BranchOrTag(d, Actions.Delete, "deleted", "of");

    static Draft BranchOrTag(GitHubDelivery d, string action, string verb, string preposition)
    {
        var name = d.Name("ref");
        var type = d.Root.Text("ref_type") is ("branch" or "tag" or "repository") and var known ? known : null;
        var what = type == "repository" ? "repository" : $"{type ?? "ref"} {name ?? "without a name"}";
        return new(type is null ? action : $"{action}.{type}", $"{d.Who} {verb} {what} {(type == "repository" ? "" : preposition + " ")}{d.Place}")
        {
            Target = name,
            TargetType = type ?? "ref",
            Sensitive = action == Actions.Delete && (type == "tag" || IsDefaultBranch(d, name)),
        };
    }

    public static Draft PullRequest(GitHubDelivery d)
    {
        var number = d.Number("pull_request", "number") ?? d.Number("number");
        var title = d.Title("pull_request", "title");
        var named = $"{number ?? "a pull request"}{(title is null ? "" : $" '{title}'")}";
        var merged = d.Action == "closed" && d.Is("pull_request", "merged");
        var merger = merged ? d.Name("pull_request", "merged_by", "login") ?? d.Sender : d.Sender;
        var into = d.Name("pull_request", "base", "ref");

        return new(merged ? Actions.Merge : Actions.Other, (merged, d.Action) switch
        {
            (true, _) => $"{merger ?? "somebody"} merged {named}{(into is null ? "" : $" into {into}")} of {d.Place}",
            (_, "closed") => $"{d.Who} closed {named} of {d.Place} without merging it",
            _ => $"{d.Who}: {d.SourceAction} {named} in {d.Place}",
        })
        {
            Actor = merger,
            Target = number,
            TargetType = "pull_request",
            Sensitive = merged && IsDefaultBranch(d, into),
            // What is asked for and closed again may have been built and never shipped.
            Correlation = References.Join(
                d.Numbered(References.PullRequest, '#', "pull_request", "number"),
                merged ? d.Commit("pull_request", "merge_commit_sha") : null,
                merged ? d.Commit("pull_request", "head", "sha") : null),
            Url = d.Link("pull_request", "html_url"),
        };
    }

    public static Draft Release(GitHubDelivery d)
    {
        var verb = d.Action switch
        {
            "created" or "published" or "released" or "edited" or "deleted" or "unpublished" => d.Action,
            "prereleased" => "pre-released",
            _ => null,
        };
        if (verb is null) return GitHubEvents.Generic(d, Actions.Release);

        var tag = d.Name("release", "tag_name");
        var (actor, trust) = d.Sender is { } sender ? (sender, ActorTrust.Verified) : (d.Name("release", "author", "login"), ActorTrust.Inferred);
        return new($"{Actions.Release}.{d.Action}", $"{actor ?? "somebody"} {verb} release {tag ?? "without a tag"} of {d.Place}")
        {
            Actor = actor,
            ActorTrust = trust,
            Target = tag,
            TargetType = "release",
            Sensitive = d.Action == "deleted",
            Url = d.Link("release", "html_url"),
        };
    }
}
