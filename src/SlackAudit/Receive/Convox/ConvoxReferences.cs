using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox;

/// <summary>The builds and releases that a Convox event names, each with its rack and app: ids are unique within an app only.</summary>
static class ConvoxReferences
{
    public static string? Of(string action, JsonElement data)
    {
        if (ConvoxTarget.App(action, data) is not { } app) return null;
        var place = data.TextOrNumber("rack") is { } rack ? $"{rack}/{app}" : app;
        var noun = action.Split(':')[0];
        var id = data.TextOrNumber("id");
        var isRelease = noun == "release" || action.StartsWith("app:promote", StringComparison.Ordinal);
        return References.Join(
            Release(place, isRelease ? id : null),
            Build(place, noun == "build" ? id : null),
            Release(place, data.TextOrNumber("release_id") ?? data.TextOrNumber("release")),
            Build(place, data.TextOrNumber("build")),
            // A rack knows of no commit; whoever posts events of his own to it may.
            References.To(References.Commit, data.Text("commit") ?? data.Text("git-sha") ?? data.Text("git_sha")));
    }

    // Where a build was imported, racks say the build's id for the release's.
    static string? Release(string place, string? id) => id is ['B', ..] ? null : Told(References.Release, place, id);

    static string? Build(string place, string? id) => Told(References.Build, place, id);

    static string? Told(string kind, string place, string? id) => id is null ? null : References.To(kind, $"{place}/{id}");
}
