using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>What becomes of one audit event.</summary>
static class KubernetesEvent
{
    const string EndsWith = "/2";
    const string Type = "kubernetes";

    /// <summary>The event; null for one that is not recorded: the announcement of a request, or routine that nobody asked for.</summary>
    public static AuditEvent? Read(JsonElement item, WebhookDelivery delivery)
    {
        var audit = new KubernetesAudit(item);
        if (audit.Stage == KubernetesStage.Received) return null;
        var meaning = KubernetesActions.Of(audit);
        var sensitive = KubernetesSensitive.Of(audit, meaning);
        var routine = sensitive ? null : KubernetesRoutine.Of(audit, meaning.Action);
        if (routine is not null && !delivery.RecordReads) return null;

        var app = App(audit, delivery.Rack);
        var outcome = Outcome(audit);
        return new AuditEvent
        {
            Source = delivery.Source,
            SourceEventId = Id(audit),
            Action = routine ?? meaning.Action,
            SourceAction = $"{audit.Verb} {audit.Kind ?? OneLine.Of(audit.Address.Path, 100)}".Trim() is { Length: > 0 } said ? said : null,
            Actor = audit.Actor.Name,
            ActorTrust = audit.Actor.Name is null ? ActorTrust.None : ActorTrust.Verified,
            App = app,
            Target = audit.Name,
            TargetType = audit.Name is null || audit.Resource is null ? null : KubernetesWords.One(audit.Resource),
            Scope = delivery.Rack ?? (delivery.Source == Type ? null : delivery.Source),
            Outcome = outcome,
            Sensitive = sensitive,
            OccurredAt = audit.ReceivedAt ?? audit.StagedAt ?? delivery.ReceivedAt,
            ClientAddress = Address(item),
            Summary = KubernetesSummary.Of(audit, app, outcome),
        };
    }

    // The last address is the one that the API server saw; those before it are what the client says of itself.
    static string? Address(JsonElement item)
    {
        string? last = null;
        foreach (var address in item.Items("sourceIPs")) last = address.Text() ?? last;
        return last;
    }

    static Outcome Outcome(KubernetesAudit audit) =>
        audit is { IsSession: true, Stage: KubernetesStage.Started } && !audit.Outcome.IsFailure ? Events.Outcome.Started : audit.Outcome.Outcome;

    // A request that takes long is told when its answer begins and when it ends: once, unless the end of a session is news of its own.
    static string Id(KubernetesAudit audit)
    {
        var id = audit.Id ?? DigestId.Of(JsonMarshal.GetRawUtf8Value(audit.Item));
        return audit.EndsSession ? id + EndsWith : id;
    }

    // Namespaces of a rack are RACK-APP, and may hold more hyphens on either side: only the configured name tells where the app begins.
    static string? App(KubernetesAudit audit, string? rack)
    {
        var space = audit.Namespace ?? (audit.Resource == "namespaces" ? audit.Name : null);
        if (rack is null || space is null) return space;
        if (space == rack) return "system";
        return space.Length > rack.Length + 1 && space.StartsWith(rack + "-", StringComparison.Ordinal) ? space[(rack.Length + 1)..] : space;
    }
}
