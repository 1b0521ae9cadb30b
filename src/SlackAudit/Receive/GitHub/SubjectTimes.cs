using System.Text.Json;

namespace SlackAudit.Receive.GitHub;

/// <summary>When something happened to what a delivery of another kind is about: most subjects carry their own times.</summary>
static class SubjectTimes
{
    // Innermost first: a comment on a discussion is an event of the comment.
    static readonly string[] Subjects =
    [
        "comment", "review", "workflow_job", "pull_request", "issue", "discussion", "projects_v2_item", "projects_v2_status_update", "projects_v2",
        "package", "sponsorship", "deployment", "exemption_request", "exemption_response",
    ];

    /// <summary>The instant; null where the payload has none for what was done, as for nearly everything that was deleted.</summary>
    public static DateTimeOffset? Of(GitHubDelivery d)
    {
        foreach (var name in Subjects)
        {
            if (Of(d.Root.At(name), d.Action) is { } at) return at;
        }

        return null;
    }

    static DateTimeOffset? Of(JsonElement subject, string? action) => action switch
    {
        "deleted" or "cancelled" => null,
        "completed" => subject.Instant("completed_at") ?? subject.Instant("updated_at"),
        "in_progress" => subject.Instant("started_at") ?? subject.Instant("updated_at"),
        "submitted" => subject.Instant("submitted_at"),
        "published" => subject.Instant("published_at") ?? subject.Instant("updated_at") ?? subject.Instant("created_at"),
        "closed" => subject.Instant("closed_at") ?? subject.Instant("updated_at"),
        "created" or "opened" or "queued" or "waiting" => subject.Instant("created_at"),
        "archived" => subject.Instant("archived_at") ?? subject.Instant("updated_at"),
        null => subject.Instant("created_at"),
        _ => subject.Instant("updated_at"),
    };
}
