using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>Tells what happens in a cluster all day from what somebody did.</summary>
static class KubernetesRoutine
{
    // Written many times a minute by whoever runs something, to say that it is alive and how it is.
    static readonly HashSet<string> Heartbeats = new(StringComparer.Ordinal)
    {
        "events", "leases", "endpoints", "endpointslices", "bindings", "pods/binding", "namespaces/finalize", "componentstatuses", "controllerrevisions",
    };

    // Created to be answered and never kept: questions in the form of objects.
    static readonly string[] Questions = ["accessreviews", "rulesreviews", "tokenreviews", "subjectreviews", "podsecuritypolicyreviews", "imagereviews"];

    // What the cluster does about these is worth knowing even though nobody has to look.
    static readonly HashSet<string> Weighty = new(StringComparer.Ordinal) { Actions.Secret, Actions.Key, Actions.Permission, Actions.Policy, Actions.Tamper };

    /// <summary>Our word for a routine request; null for one that is recorded in any case.</summary>
    public static string? Of(KubernetesAudit audit, string action)
    {
        var verbs = KubernetesVerb.Of(audit.Verb);
        var kind = audit.Kind ?? "";
        if (verbs == KubernetesVerbs.Read || audit.Address.IsDryRun || IsQuestion(audit)) return Actions.Read;
        if (kind is "events" or "leases" || kind.EndsWith("/status", StringComparison.Ordinal)) return Actions.Upkeep;
        return audit.Actor.Who switch
        {
            // Every node asks for tokens for what it runs, over and over.
            KubernetesWho.Platform => Weighty.Contains(Actions.Root(action)) && kind != "serviceaccounts/token" ? null : Actions.Upkeep,
            KubernetesWho.Account when Heartbeats.Contains(kind) || KeepsALock(audit) => Actions.Upkeep,
            _ => null,
        };
    }

    /// <summary>Whether it only asks, though it is written like something made.</summary>
    public static bool IsQuestion(KubernetesAudit audit) => audit.Kind is { } kind && Array.Exists(Questions, kind.EndsWith);

    // Programs that run several copies of themselves agree in a config map who leads.
    static bool KeepsALock(KubernetesAudit audit) =>
        audit.Resource == "configmaps" && audit.Name is { } name
        && (name.Contains("leader", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-lock", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-status", StringComparison.OrdinalIgnoreCase));
}
