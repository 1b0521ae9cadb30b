using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Generic;

/// <summary>Reads one event of our own event JSON; only <c>action</c> is required, and a field of a wrong type reads as left out.</summary>
static class GenericEvent
{
    const int MostReferences = 100;

    /// <param name="json">The event in our names.</param>
    /// <param name="sent">The event as it was sent, whose bytes are its identity where it has no id.</param>
    /// <param name="position">Its place in the delivery, from 1.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="ids">The ids of this delivery's events.</param>
    public static AuditEvent Read(JsonElement json, JsonElement sent, int position, WebhookDelivery delivery, GenericEventIds ids)
    {
        var word = Trimmed(json, "action");
        if (GenericAction.Of(word) is not { } action)
        {
            throw new UnreadableDeliveryException(
                $"Event {position} of this delivery has no \"action\", so nothing of the delivery was recorded. Every event is a JSON object with at least an \"action\", such as {{\"action\": \"deploy\"}}.");
        }

        var occurredAt = GenericTime.Of(json.At("occurred_at"));
        var sourceAction = Trimmed(json, "source_action") ?? (word == action ? null : word);
        return WithSummary(Fields(json, delivery.Source, ids.Of(json, sent, occurredAt is not null), action, sourceAction, occurredAt ?? delivery.ReceivedAt));
    }

    /// <summary>An event with the fields that our own event JSON has a name for, whatever JSON they stand in; its summary may be empty.</summary>
    public static AuditEvent Fields(JsonElement json, string source, string id, string action, string? sourceAction, DateTimeOffset occurredAt)
    {
        var (actor, trust) = GenericActor.Of(json);
        return new()
        {
            Source = source,
            SourceEventId = id,
            Action = action,
            SourceAction = sourceAction,
            Actor = actor,
            ActorTrust = trust,
            App = Trimmed(json, "app"),
            Target = Trimmed(json, "target"),
            TargetType = Trimmed(json, "target_type"),
            Scope = Trimmed(json, "scope"),
            Outcome = OutcomeOf(Trimmed(json, "outcome")),
            Sensitive = Sensitive(json) ?? GenericAction.IsSensitive(action),
            OccurredAt = occurredAt,
            ClientAddress = Trimmed(json, "client_address"),
            Summary = Trimmed(json, "summary") ?? "",
            Url = HttpsAddress.Of(Trimmed(json, "url")),
            Correlation = Correlation(json.At("correlation")),
        };
    }

    /// <summary>The event with a sentence about it, if the sender did not write one.</summary>
    public static AuditEvent WithSummary(AuditEvent read) => read.Summary.Length > 0 ? read : read with { Summary = Summary(read) };

    static string? Trimmed(JsonElement json, string name) => json.TextOrNumber(name)?.Trim();

    // A text with spaces between, or a list. That an event is about another event is for the log alone to say.
    static string? Correlation(JsonElement said) => References.Join((said.ValueKind == JsonValueKind.Array
        ? said.EnumerateArray().Take(MostReferences).SelectMany(one => References.Read(one.Text()))
        : References.Read(said.Text())).Where(reference => References.Parts(reference).Kind != References.Event));

    static bool? Sensitive(JsonElement json) =>
        json.Flag("sensitive") ?? (bool.TryParse(json.Text("sensitive"), out var flag) ? flag : null);

    static Outcome OutcomeOf(string? word) => word?.ToLowerInvariant() switch
    {
        "success" or "succeeded" or "successful" or "ok" or "passed" or "done" or "completed" => Outcome.Success,
        "failure" or "failed" or "error" or "errored" or "cancelled" or "canceled" or "denied" => Outcome.Failure,
        "started" or "start" or "running" or "pending" or "in_progress" or "in-progress" => Outcome.Started,
        _ => Outcome.Unknown,
    };

    static string Summary(AuditEvent read)
    {
        var who = read.Actor is null ? "" : $"{read.Actor}: ";
        var what = string.Join(" of ", new[] { read.Action, read.Target, read.App }.Where(part => part is not null));
        var where = read.Scope is null ? "" : $" ({read.Scope})";
        return who + what + where + read.Outcome switch
        {
            Outcome.Started => " started",
            Outcome.Success => " succeeded",
            Outcome.Failure => " failed",
            _ => "",
        };
    }
}
