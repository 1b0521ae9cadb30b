using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Tests.Receive.Generic;

/// <summary>How the tests read a generic delivery.</summary>
static class GenericCases
{
    /// <summary>An event with every field that the contract names.</summary>
    public const string Whole = """
        {"id":"evt-1","occurred_at":"2026-03-01T10:00:00+02:00","actor":{"name":"alice","id":"u1","email":"alice@example.com"},"actor_trust":"verified",
        "action":"deploy","source_action":"ship-it","app":"acme/myapp","target":"v42","target_type":"release","scope":"production","outcome":"success",
        "sensitive":true,"client_address":"203.0.113.9","summary":"Alice shipped v42","url":"https://ci.example.com/42","detail":{"password":"hunter2","n":[1,2]}}
        """;

    public static IReadOnlyList<AuditEvent> ReadAll(string body) => new GenericSource().Read(Posted.To("generic", body)).Events;

    public static AuditEvent Read(string body) => Assert.Single(ReadAll(body));

    /// <summary>Reads a deploy with one more field, written as JSON.</summary>
    public static AuditEvent ReadWith(string name, string json) => Read($$"""{"action":"deploy","{{name}}":{{json}}}""");
}
