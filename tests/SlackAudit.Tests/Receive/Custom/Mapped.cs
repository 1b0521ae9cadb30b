using System.Text;
using Microsoft.Extensions.Configuration;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive.Custom;

/// <summary>Sources as somebody would configure them.</summary>
internal static class Mapped
{
    /// <summary>A hosting platform that signs in Base64 and tells releases and builds.</summary>
    public const string Platform = """
        {
          "Signature": { "Header": "Platform-Webhook-Hmac-SHA256", "Encoding": "Base64" },
          "Fields": {
            "id": "id",
            "occurred_at": "created_at",
            "actor": "actor.email ?? actor.id",
            "action": { "From": "{resource}:{action}", "Map": { "release:create": "deploy", "build:create": "build", "*": "other" } },
            "source_action": "{resource}:{action}",
            "app": "data.app.name",
            "target": { "From": "data.slug", "Match": "^slug-([a-f0-9]+)" },
            "outcome": { "From": "data.status", "Map": { "succeeded": "success", "pending": "started" } },
            "summary": "{actor.email ?? 'somebody'} released v{data.version} of {data.app.name}"
          },
          "Skip": [ { "What": "resource", "Is": [ "dyno", "ping" ] } ],
          "Redact": [ "data.output_stream_url", "config_vars" ]
        }
        """;

    public const string PlatformBody = """
        {"id": "evt-1", "created_at": "2026-03-02T14:00:00Z", "resource": "release", "action": "create", "actor": {"id": "u-1", "email": "alice@example.com"},
         "data": {"version": 41, "status": "succeeded", "slug": "slug-0a1b2c", "app": {"name": "myapp"}, "output_stream_url": "https://logs.example.com/hidden-one"},
         "previous_data": {"config_vars": {"MODE": "hidden-two"}}}
        """;

    public static SourceSettings Settings(string mapping, params string[] secrets)
    {
        var json = $$"""{ "Sources": { "platform": { "Type": "custom", "Secrets": [ {{string.Join(", ", secrets.Select(secret => $"\"{secret}\""))}} ], "Mapping": {{mapping}} } } }""";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return SettingsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build()).Sources.Single();
    }

    public static ISource Source(string mapping, params string[] secrets) => ReceiveRoom.TypeOf(Settings(mapping, secrets));

    /// <summary>A mapping of nothing but what was done, with more settings beside it.</summary>
    public static string Minimal(string more = "") => $$"""{ "Fields": { "action": "action ?? 'other'", "id": "id" } {{(more.Length > 0 ? "," : "")}} {{more}} }""";
}
