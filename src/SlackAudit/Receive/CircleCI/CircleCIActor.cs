using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CircleCI;

/// <summary>
/// Who is behind a pipeline: whoever pushed or started it, where CircleCI says so, or else the author of the commit. Nobody says who ran a
/// workflow again or approved a job, so it is inferred in any case.
/// </summary>
static class CircleCIActor
{
    const int LongestName = 256;

    // Names that people ask by come before ids.
    static readonly string[][] Names =
    [
        ["trigger_parameters", "gitlab", "user_username"],
        ["trigger_parameters", "github_app", "user_username"],
        ["trigger_parameters", "git", "author_login"],
        ["trigger_parameters", "circleci", "actor_id"],
    ];

    public static (string? Name, ActorTrust Trust) Of(JsonElement pipeline)
    {
        var name = Names.Select(path => pipeline.Text(path)).FirstOrDefault(name => name is not null) ?? Author(pipeline.At("vcs", "commit", "author"));
        return OneLine.Of(name, LongestName) is { } actor ? (actor, ActorTrust.Inferred) : (null, ActorTrust.None);
    }

    // A display name is nothing that people ask by, nor is it unique; an address is both.
    static string? Author(JsonElement author) =>
        author.Text("name") is { } name && !name.Any(char.IsWhiteSpace) ? name : author.Text("email") ?? author.Text("name");
}
