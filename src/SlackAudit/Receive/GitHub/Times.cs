using System.Text.Json;

namespace SlackAudit.Receive.GitHub;

/// <summary>When something happened to what a delivery is about, where no mapping knows better: most subjects carry their own times.</summary>
static class Times
{
    // Innermost first: a comment on a pull request is an event of the comment.
    static readonly string[] Subjects =
    [
        "comment", "review", "pull_request", "issue", "discussion", "milestone", "project_card", "project_column", "project", "projects_v2_item", "projects_v2_status_update",
        "projects_v2", "registry_package", "package", "forkee", "sponsorship", "build", "deployment", "exemption_request", "exemption_response",
    ];

    /// <summary>The instant; null where the payload has none for what was done, as for nearly everything that was deleted.</summary>
    public static DateTimeOffset? Of(GitHubDelivery d)
    {
        if (d.At("starred_at") is { } starred) return starred;
        if (d.At("effective_date") is { } effective) return effective;
        foreach (var name in Subjects)
        {
            if (Of(d.Root.At(name), d.Action) is { } at) return at;
        }

        return null;
    }

    static DateTimeOffset? Of(JsonElement subject, string? action) => action switch
    {
        "deleted" or "cancelled" => null,
        "submitted" => subject.Instant("submitted_at"),
        "published" => subject.Instant("published_at") ?? subject.Instant("updated_at") ?? subject.Instant("created_at"),
        "closed" => subject.Instant("closed_at") ?? subject.Instant("updated_at"),
        "created" or "opened" => subject.Instant("created_at"),
        "archived" => subject.Instant("archived_at") ?? subject.Instant("updated_at"),
        null => subject.Instant("created_at"),
        _ => subject.Instant("updated_at"),
    };
}
