namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>What a call to a rack was about, by its address: <c>/apps/myapp/processes/4f1a/exec</c>.</summary>
/// <param name="App">The app.</param>
/// <param name="Target">What it was done to; null for the app itself, or nothing that has a name.</param>
/// <param name="Type">What kind of thing that is; <c>rack</c>, without a name, for the rack itself.</param>
/// <param name="Port">The port of a tunnel.</param>
readonly record struct RackPath(string? App, string? Target, string? Type, string? Port)
{
    const int Longest = 256;
    const int MostSegments = 40;

    // What stands in these places is done to all of them.
    static readonly string[] NoNames = ["keyroll", "generate", "import"];

    public static RackPath Of(string? path)
    {
        var segments = (path ?? "").Split('/', MostSegments, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isApp = segments is ["apps", _, ..];
        var app = isApp ? OneLine.Of(segments[1], Longest) : null;
        var (target, type, port) = isApp ? Within(segments.AsSpan(2)) : Within(segments);
        return new(app, OneLine.Of(target, Longest), target is null && type != "rack" ? null : type, port);
    }

    static (string? Target, string? Type, string? Port) Within(ReadOnlySpan<string> rest) => rest switch
    {
        ["system", ..] => (null, "rack", null),
        ["proxy", var host, var port, ..] => (host, "host", port),
        ["custom", "http", "proxy", .. var path] => (Joined(path), "path", null),
        ["registries", .. var server] => (Joined(server), "registry", null),
        ["objects", .. var key] => (Joined(key), "object", null),
        ["v2", .. var image] => (Joined(image), "image", null),
        ["ssl", var service, ..] => (service, "service", null),
        ["processes", var process, ..] => (process, "process", null),
        [var things, var name, ..] when things.EndsWith('s') && !NoNames.Contains(name) => (name, things[..^1], null),
        _ => (null, null, null),
    };

    static string? Joined(ReadOnlySpan<string> segments) => segments.IsEmpty ? null : string.Join('/', segments.ToArray());
}
