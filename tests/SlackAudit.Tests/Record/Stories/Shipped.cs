using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Receive.Convox;
using SlackAudit.Receive.Generic;
using SlackAudit.Receive.GitHub;
using SlackAudit.Record.Stories;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Record.Stories;

/// <summary>A change on its way from a branch into production, told by four senders as they tell it, among others that must not mix with it.</summary>
static class Shipped
{
    public const string Branch = "1a2b3c4d5e6f708192a3b4c5d6e7f80912345678";
    public const string Merged = "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432";
    const string Other = "7777777777777777777777777777777777777777";

    /// <summary>The change of myapp on the rack production, in the order in which it happened.</summary>
    public static AuditEvent[] Change() =>
    [
        Push("p1", "feature", Branch, "alice", 0),
        GitHub("m1", "pull_request", $$"""
            {"action":"closed","number":12,"pull_request":{"number":12,"merged":true,"merged_at":"2026-03-02T12:10:00Z","merge_commit_sha":"{{Merged}}",
             "title":"Faster","merged_by":{"login":"bob"},"head":{"sha":"{{Branch}}"},"base":{"ref":"main"},"html_url":"https://github.com/acme/myapp/pull/12"}
            """, "bob"),
        Push("p2", "main", Merged, "bob", 602),
        Run("w1", "requested", null, "2026-03-02T12:10:30Z"),
        Run("w2", "completed", "success", "2026-03-02T12:14:30Z"),
        Generic($$"""{"id":"ci-1","action":"build","app":"myapp","target":"image","outcome":"success","occurred_at":"2026-03-02T12:15:00Z","correlation":["commit:{{Merged}}","build:production/myapp/BABC"]}"""),
        Convox("build:create", "success", "12:16:00", "BABC", more: ""","release_id":"RABC" """),
        Convox("release:create", "success", "12:16:10", "RABC"),
        Convox("release:promote", "start", "12:20:00", "RABC"),
        Convox("app:promote:completed", "success", "12:23:00", "RABC"),
    ];

    /// <summary>What looks much the same and is another change: the same ids on another rack and in another app, and another commit of the same app.</summary>
    public static AuditEvent[] Noise() =>
    [
        Convox("release:promote", "start", "12:20:30", "RABC", rack: "staging", actor: "mallory"),
        Convox("app:promote:completed", "success", "12:21:00", "RABC", rack: "staging", actor: "mallory"),
        Convox("release:promote", "start", "12:20:30", "RABC", app: "shop", actor: "mallory"),
        Convox("build:create", "success", "12:16:30", "BABC", app: "shop", actor: "mallory"),
        Convox("release:promote", "start", "12:22:00", "RXYZ", actor: "mallory"),
        Push("p3", "main", Other, "mallory", 900),
    ];

    /// <summary>The change as somebody would tell it.</summary>
    public static readonly string[] Told =
    [
        "Pushed by alice Success",
        "Merged by bob Success",
        "Pushed by bob Success",
        "Built by bob Success in 4 min",
        "Built by nobody Success",
        "Built by carol Success",
        "Released by carol Success",
        "Deployed by carol Success in 3 min",
    ];

    public static string[] Lines(Story? story) => story is null ? [] :
    [
        .. story.Steps.Select(step => $"{step.Role} by {step.Actor ?? "nobody"} {step.Outcome}{(step.Duration is { } took ? $" in {Durations.InWords(took)}" : "")}"),
    ];

    public static AuditEvent Convox(string action, string status, string at, string id, string rack = "production", string app = "myapp", string actor = "carol", string more = "") =>
        Read(new ConvoxSource(), Posted.To("convox", $$"""{"action":"{{action}}","data":{"actor":"{{actor}}","app":"{{app}}","id":"{{id}}","rack":"{{rack}}"{{more}}},"status":"{{status}}","timestamp":"2026-03-02T{{at}}Z"}"""));

    public static AuditEvent Generic(string json) => Read(new GenericSource(), Posted.To("generic", json));

    public static AuditEvent Trail(string eventName, string service, string at, string request, string response) =>
        Read(new CloudTrailSource(), Posted.To("cloudtrail", $$"""
            {"eventVersion":"1.08","eventID":"{{Guid.NewGuid()}}","eventSource":"{{service}}.amazonaws.com","eventName":"{{eventName}}","eventTime":"2026-03-02T{{at}}Z","awsRegion":"eu-west-1",
             "recipientAccountId":"111122223333","readOnly":false,"userIdentity":{"type":"IAMUser","userName":"dora","accountId":"111122223333"},"requestParameters":{{request}},"responseElements":{{response}}}
            """));

    static AuditEvent Push(string id, string branch, string commit, string who, int seconds) => GitHub(id, "push", $$"""
        {"ref":"refs/heads/{{branch}}","after":"{{commit}}","compare":"https://github.com/acme/myapp/compare/x...y","commits":[{"id":"{{commit}}"}]
        """, who, seconds);

    static AuditEvent Run(string id, string action, string? conclusion, string at) => GitHub(id, "workflow_run", $$"""
        {"action":"{{action}}","workflow_run":{"id":4711,"name":"ci","head_sha":"{{Merged}}","head_branch":"main","conclusion":{{(conclusion is null ? "null" : $"\"{conclusion}\"")}},
         "updated_at":"{{at}}","run_started_at":"{{at}}","actor":{"login":"bob"} }
        """, "bob");

    // 1772452800 is 2026-03-02 12:00 UTC.
    static AuditEvent GitHub(string id, string kind, string fields, string who, int seconds = 0) =>
        Read(new GitHubSource(), Posted.To("github", $$"""
            {{fields}},"sender":{"login":"{{who}}"},"repository":{"full_name":"Acme/myapp","default_branch":"main","pushed_at":{{1772452800 + seconds}} } }
            """, ("X-GitHub-Event", kind), ("X-GitHub-Delivery", id)));

    static AuditEvent Read(ISource source, WebhookDelivery delivery) => Assert.Single(source.Read(delivery).Events);
}
