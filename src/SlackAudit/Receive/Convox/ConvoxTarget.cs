using System.Text.Json;

namespace SlackAudit.Receive.Convox;

/// <summary>What a Convox event was about, apart from its app: the first of these fields that its data has.</summary>
static class ConvoxTarget
{
    static readonly (string Noun, string Field, string Type)[] Own =
    [
        ("release", "id", "release"),
        ("build", "id", "build"),
        ("resource", "name", "resource"),
        ("service", "name", "service"),
        ("rack", "rack", "rack"),
        ("system", "rack", "rack"),
        ("process", "id", "process"),
        ("instance", "id", "instance"),
    ];

    static readonly (string Field, string Type)[] Any =
    [
        ("resource", "resource"), ("service", "service"), ("pid", "process"), ("process", "process"), ("instance", "instance"),
        ("host", "host"), ("build", "build"), ("release", "release"),
    ];

    public static (string? Target, string? Type) Of(string action, JsonElement data)
    {
        var noun = action.Split(':')[0];
        foreach (var own in Own)
        {
            if (own.Noun == noun && data.TextOrNumber(own.Field) is { } target) return (target, own.Type);
        }

        foreach (var any in Any)
        {
            if (data.TextOrNumber(any.Field) is { } target) return (target, any.Type);
        }

        return data.TextOrNumber("id") is not { } id ? (null, null)
            : (id, action.StartsWith("app:promote", StringComparison.Ordinal) ? "release" : null);
    }

    /// <summary>The app; a rack's own events have none, and an app's own creation calls it by <c>name</c>.</summary>
    public static string? App(string action, JsonElement data) => action.Split(':')[0] switch
    {
        "rack" or "system" => null,
        "app" => data.TextOrNumber("app") ?? data.TextOrNumber("name"),
        _ => data.TextOrNumber("app"),
    };
}
