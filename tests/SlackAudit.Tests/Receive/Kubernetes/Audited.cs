using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Kubernetes;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Kubernetes;

/// <summary>Audit events as an API server sends them, and what is read from them.</summary>
static class Audited
{
    public static readonly KubernetesSource Kubernetes = new();

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Receive", "Kubernetes", "Payloads");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static string Payload(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    public static IReadOnlyList<AuditEvent> ReadAll(string body, bool recordReads = false, string? rack = null) => Reading(body, recordReads, rack).Events;

    public static Reading Reading(string body, bool recordReads = false, string? rack = null) =>
        Kubernetes.Read(Posted.To("kubernetes", body) with { RecordReads = recordReads, Rack = rack });

    /// <summary>What is recorded of one audit event; null for nothing.</summary>
    public static AuditEvent? Read(JsonObject item, bool recordReads = false, string? rack = null)
    {
        var events = ReadAll(item.ToJsonString(), recordReads, rack);
        return events.Count == 0 ? null : Assert.Single(events);
    }

    /// <summary>A request that went well: somebody did something to a kind of resource, by its name, in the namespace shop.</summary>
    public static JsonObject Request(string verb, string kind, string user = "alice", string? name = "web-1", string? space = "shop", int code = 200, string stage = "ResponseComplete")
    {
        var parts = kind.Split('/');
        var reference = new JsonObject { ["resource"] = parts[0], ["apiVersion"] = "v1" };
        if (parts.Length == 2) reference["subresource"] = parts[1];
        if (name is not null) reference["name"] = name;
        if (space is not null) reference["namespace"] = space;
        return new JsonObject
        {
            ["kind"] = "Event",
            ["apiVersion"] = "audit.k8s.io/v1",
            ["level"] = "Request",
            ["auditID"] = "a-1",
            ["stage"] = stage,
            ["requestURI"] = $"/api/v1/namespaces/{space}/{parts[0]}/{name}",
            ["verb"] = verb,
            ["user"] = new JsonObject { ["username"] = user, ["groups"] = new JsonArray("system:authenticated") },
            ["sourceIPs"] = new JsonArray("203.0.113.9"),
            ["userAgent"] = "kubectl/v1.31.0",
            ["objectRef"] = reference,
            ["responseStatus"] = new JsonObject { ["metadata"] = new JsonObject(), ["code"] = code },
            ["requestReceivedTimestamp"] = "2026-03-02T13:00:00.000001Z",
            ["stageTimestamp"] = "2026-03-02T13:04:12.000001Z",
        };
    }

    public static JsonObject With(this JsonObject item, string name, JsonNode? value)
    {
        item[name] = value;
        return item;
    }

    public static string List(params JsonNode?[] items) =>
        new JsonObject { ["kind"] = "EventList", ["apiVersion"] = "audit.k8s.io/v1", ["metadata"] = new JsonObject(), ["items"] = new JsonArray(items) }.ToJsonString();
}
