using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>The columns of each table in one order, and the values of a row in the same order: the one place where writing knows the schema.</summary>
static class LogRows
{
    public static readonly string[] EventColumns =
    [
        "id", "source", "source_event_id", "action", "action_root", "source_action",
        "actor", "actor_key", "actor_path", "actor_trust", "app", "app_key", "app_path",
        "target", "target_key", "target_path", "target_type", "scope", "scope_key", "scope_path",
        "outcome", "sensitive", "occurred_at", "recorded_at", "client_address", "summary", "url",
        "correlation", "payload_id", "payload_digest", "hash",
    ];

    public static object?[] Of(AuditEvent e) =>
    [
        e.Id, e.Source, e.SourceEventId, e.Action, e.ActionRoot, e.SourceAction,
        e.Actor, e.ActorKey, e.ActorPath, Words.Of(e.ActorTrust), e.App, e.AppKey, e.AppPath,
        e.Target, e.TargetKey, e.TargetPath, e.TargetType, e.Scope, e.ScopeKey, e.ScopePath,
        Words.Of(e.Outcome), e.Sensitive, e.OccurredAt, e.RecordedAt, e.ClientAddress, e.Summary, e.Url,
        e.Correlation, e.PayloadId, e.PayloadDigest, e.Hash,
    ];

    public static readonly string[] CorrelationColumns = ["reference_key", "occurred_at", "event_id"];

    public static object?[] Of(Correlation c) => [c.ReferenceKey, c.OccurredAt, c.EventId];

    public static readonly string[] PayloadColumns = ["id", "body", "length"];

    public static object?[] Of(KeptPayload p) => [p.Id, p.Body, p.Length];

    public static readonly string[] NotificationColumns =
        ["key", "rule", "channel", "event_id", "period_start", "period_end", "state", "attempts", "may_repeat", "created_at", "due_at",
         "about", "kind", "thing", "sensitive", "part_of", "lives_until", "revision", "reason"];

    public static object?[] Of(Notification n) =>
        [n.Key, n.Rule, n.Channel, n.EventId, n.PeriodStart, n.PeriodEnd, Outbox.Word(n.State), n.Attempts, n.MayRepeat, n.CreatedAt, n.DueAt,
         Outbox.Word(n.About), n.Kind, n.Thing, n.Sensitive, n.PartOf, n.LivesUntil, n.Revision, n.Reason];

    public static readonly string[] HealthColumns =
        ["source", "last_delivery_at", "last_event_at", "refused", "last_refused_at", "last_refused_reason"];

    public static object?[] Of(SourceHealth s) =>
        [s.Source, s.LastDeliveryAt, s.LastEventAt, s.Refused, s.LastRefusedAt, s.LastRefusedReason];

    // The last is kept where nothing else is said.
    public static readonly string[] ChangeColumns =
        ["id", "seen_attempts", "state", "attempts", "due_at", "may_repeat", "reason", "slack_channel", "slack_ts", "message", "lives_until"];

    public static object?[] Of(NotificationChange c) =>
        [c.Id, c.Attempts, Outbox.Word(c.State), c.NewAttempts, c.DueAt, c.MayRepeat, c.Reason, c.SlackChannel, c.SlackTs, c.Message, c.LivesUntil];

    /// <summary>What a column holds, for engines that must be told the type of a null.</summary>
    public static Type TypeOf(string column) => column switch
    {
        "id" or "event_id" or "reference_key" or "payload_id" or "part_of" or "sequence" or "refused" => typeof(long),
        "attempts" or "seen_attempts" or "length" or "revision" => typeof(int),
        "sensitive" or "may_repeat" => typeof(bool),
        "hash" or "payload_digest" or "body" => typeof(byte[]),
        "period_start" or "period_end" or "lives_until" => typeof(DateTimeOffset),
        _ => column.EndsWith("_at", StringComparison.Ordinal) ? typeof(DateTimeOffset) : typeof(string),
    };

    /// <summary>The columns as a list for a statement: <c>id, source, ...</c>, or with a prefix <c>@id, @source, ...</c>.</summary>
    public static string List(string[] columns, string prefix = "") => string.Join(", ", columns.Select(column => prefix + column));
}
