using System.Globalization;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive;

namespace SlackAudit.Cli.Import;

/// <summary>Reads a line of an export back: the event as it was, save for its place in the log, which another log gives anew.</summary>
static class ExportedEvent
{
    /// <summary>Whether the JSON is an event that a log has recorded, and not one that some sender announces.</summary>
    public static bool Is(JsonElement json) =>
        json.Text("source") is not null && json.Text("source_event_id") is not null && json.Text("recorded_at") is not null && json.Text("hash") is { Length: 64 };

    /// <exception cref="UnreadableDeliveryException">A field that every event has is missing.</exception>
    public static AuditEvent Read(JsonElement json) => new()
    {
        Source = Required(json, "source"),
        SourceEventId = Required(json, "source_event_id"),
        Action = Required(json, "action"),
        SourceAction = json.Text("source_action"),
        Actor = json.Text("actor"),
        ActorTrust = Words.ToTrust(json.Text("actor_trust") ?? ""),
        App = json.Text("app"),
        Target = json.Text("target"),
        TargetType = json.Text("target_type"),
        Scope = json.Text("scope"),
        Outcome = Words.ToOutcome(json.Text("outcome") ?? ""),
        Sensitive = json.Flag("sensitive") ?? false,
        OccurredAt = Time(json),
        ClientAddress = json.Text("client_address"),
        Summary = json.Text("summary") ?? "",
        Url = json.Text("url"),
        Correlation = json.Text("correlation"),
    };

    static string Required(JsonElement json, string name) =>
        json.Text(name) ?? throw new UnreadableDeliveryException($"This line is an event of an export, but has no \"{name}\".");

    static DateTimeOffset Time(JsonElement json) =>
        DateTimeOffset.TryParse(json.Text("occurred_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new UnreadableDeliveryException("This line is an event of an export, but its \"occurred_at\" is not a time such as 2026-03-02T14:03:00.000000Z.");
}
