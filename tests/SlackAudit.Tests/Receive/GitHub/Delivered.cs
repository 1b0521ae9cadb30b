using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.GitHub;

namespace SlackAudit.Tests.Receive.GitHub;

/// <summary>GitHub deliveries as they arrive, and what is read from them.</summary>
static class Delivered
{
    public const string Secret = "It's a Secret to Everybody";
    public const string Guid = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    public static readonly GitHubSource GitHub = new();

    public static WebhookDelivery Delivery(string? @event, byte[] body, params (string Name, string Value)[] headers)
    {
        var all = new HeaderDictionary { ["X-GitHub-Delivery"] = Guid };
        if (@event is not null) all["X-GitHub-Event"] = @event;
        foreach (var (name, value) in headers) all.Append(name, value);
        return new() { Source = "github", Headers = all, Body = body, ReceivedAt = Some.Now };
    }

    public static WebhookDelivery Delivery(string? @event, string body) => Delivery(@event, Encoding.UTF8.GetBytes(body));

    public static WebhookDelivery Signed(byte[] body, string secret = Secret) =>
        Delivery("push", body, ("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))));

    public static AuditEvent Event(string? @event, string body) => Assert.Single(GitHub.Read(Delivery(@event, body)).Events);

    /// <summary>The event of a payload that alice sent about acme/api, with these fields besides.</summary>
    public static AuditEvent About(string @event, string? action, string fields)
    {
        var payload = JsonNode.Parse("""
            {
              "sender": { "login": "alice" },
              "repository": { "full_name": "acme/api", "default_branch": "main", "html_url": "https://github.com/acme/api" },
              "organization": { "login": "acme" }
            }
            """)!.AsObject();
        if (action is not null) payload["action"] = action;
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject()) payload[name] = value?.DeepClone();
        return Event(@event, payload.ToJsonString());
    }

    public static string PayloadsFolder => Path.Combine(AppContext.BaseDirectory, "Receive", "GitHub", "Payloads");

    public static string Payload(string name) => File.ReadAllText(Path.Combine(PayloadsFolder, name + ".json"));

    /// <summary>The recorded payloads by name, <c>push</c> or <c>release.published</c>; what stands before the first dot is the kind.</summary>
    public static IEnumerable<string> PayloadNames =>
        Directory.EnumerateFiles(PayloadsFolder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static string Kind(string name) => name.Split('.')[0];
}
