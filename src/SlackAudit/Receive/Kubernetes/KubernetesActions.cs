using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>By whom something is done for somebody to have to look at it.</summary>
enum Look
{
    Never,

    /// <summary>By people, known or not, as programs do it all day.</summary>
    AtPeople,

    /// <summary>By anybody but the cluster itself.</summary>
    AtOthers,

    Always,
}

/// <summary>What a request is in our words.</summary>
/// <param name="Kind">The resource with its subresource; * stands for any resource, or for any ending.</param>
/// <param name="Verbs">The verbs that this is about.</param>
/// <param name="Action">Our action.</param>
/// <param name="Look">By whom it is sensitive.</param>
readonly record struct KubernetesMeaning(string Kind, KubernetesVerbs Verbs, string Action, Look Look = Look.Never);

/// <summary>What is done to which resource, in our words. The kind decides before the verb: a shell is asked for by <c>create</c> or by <c>get</c>.</summary>
static class KubernetesActions
{
    const KubernetesVerbs Any = KubernetesVerbs.Any, Read = KubernetesVerbs.Read, Write = KubernetesVerbs.Write, Create = KubernetesVerbs.Create,
        Change = KubernetesVerbs.Change, Delete = KubernetesVerbs.Delete, CreateOrChange = KubernetesVerbs.CreateOrChange, ChangeOrDelete = KubernetesVerbs.ChangeOrDelete;

    // The first row that fits counts.
    static readonly KubernetesMeaning[] Known =
    [
        new("pods/exec", Any, Actions.Exec, Look.Always),
        new("pods/attach", Any, "exec.attach", Look.Always),
        new("pods/ephemeralcontainers", Write, "exec.debug", Look.Always),
        new("*/portforward", Any, "ssh.tunnel", Look.Always),
        new("*/proxy", Read, "ssh.proxy", Look.AtPeople),
        new("*/proxy", Any, "ssh.proxy", Look.Always),

        new("secrets", Read, "secret.read", Look.AtPeople),
        new("secrets", Create, "secret.create", Look.AtPeople),
        new("secrets", Change, "secret.change", Look.AtPeople),
        new("secrets", Delete, "secret.delete", Look.AtPeople),
        new("serviceaccounts/token", Create, "key.token", Look.AtOthers),
        new("certificatesigningrequests/approval", Write, "key.approval", Look.AtOthers),
        new("certificatesigningrequests", Create, "key.certificate", Look.AtOthers),
        new("certificatesigningrequests*", Write, "key.certificate"),

        new("roles", Write, "permission.role", Look.AtOthers),
        new("clusterroles", Write, "permission.role", Look.AtOthers),
        new("rolebindings", Write, "permission.binding", Look.AtOthers),
        new("clusterrolebindings", Write, "permission.binding", Look.AtOthers),
        new("serviceaccounts", Write, "permission.serviceaccount"),

        new("validatingwebhookconfigurations", Delete, "tamper.webhook", Look.AtOthers),
        new("mutatingwebhookconfigurations", Delete, "tamper.webhook", Look.AtOthers),
        new("validatingwebhookconfigurations", Write, "policy.webhook", Look.AtOthers),
        new("mutatingwebhookconfigurations", Write, "policy.webhook", Look.AtOthers),
        new("validatingadmissionpolic*", Write, "policy.admission", Look.AtOthers),
        new("mutatingadmissionpolic*", Write, "policy.admission", Look.AtOthers),
        new("podsecuritypolicies", Write, "policy.pods", Look.AtOthers),
        new("auditsinks", Write, "tamper.audit", Look.AtOthers),
        new("networkpolicies", ChangeOrDelete, "policy.network", Look.AtPeople),
        new("networkpolicies", Create, "policy.network"),
        new("resourcequotas", Write, "policy.quota"),
        new("limitranges", Write, "policy.limits"),
        new("poddisruptionbudgets", Write, "policy.disruption"),

        new("nodes", Delete, "delete.node", Look.AtPeople),
        new("nodes", Write, "infra.node", Look.AtPeople),
        new("pods/eviction", Create, "infra.eviction", Look.AtPeople),
        new("namespaces", Delete, "delete.namespace", Look.AtOthers),
        new("persistentvolume*", Delete, "delete.volume", Look.AtPeople),
        new("customresourcedefinitions", Delete, "delete.customresourcedefinition", Look.AtPeople),
        new("apiservices", Write, "infra.apiservice", Look.AtOthers),

        new("deployments/rollback", Create, "deploy.rollback"),
        new("*/scale", Write, Actions.Scale),
        new("deployments", CreateOrChange, Actions.Deploy),
        new("statefulsets", CreateOrChange, Actions.Deploy),
        new("daemonsets", CreateOrChange, Actions.Deploy),
        new("rollouts", CreateOrChange, Actions.Deploy),
        new("helmreleases", CreateOrChange, Actions.Deploy),
        new("kustomizations", CreateOrChange, Actions.Deploy),

        new("configmaps", Create, "env.create"),
        new("configmaps", Change, "env.change"),
        new("configmaps", Delete, "env.delete"),
    ];

    public static KubernetesMeaning Of(KubernetesAudit audit)
    {
        var verbs = KubernetesVerb.Of(audit.Verb);
        if (audit.Kind is not { } kind) return new("", verbs, verbs == Read ? Actions.Read : Actions.Other);
        // A node runs commands and tunnels for whoever may reach its own interface, past the API server's exec.
        if (kind == "nodes/proxy" && audit.Address.RunsOnNode) return new(kind, Any, "exec.node", Look.Always);
        if (kind.EndsWith("/portforward", StringComparison.Ordinal) && audit.Address.LeadsToDatabase) return new(kind, Any, "db.tunnel", Look.Always);
        foreach (var known in Known)
        {
            // A verb that nobody knows yet is not thereby harmless.
            if ((verbs == KubernetesVerbs.None || (known.Verbs & verbs) != 0) && Fits(known.Kind, kind)) return known;
        }

        return new(kind, verbs, Otherwise(verbs, KubernetesWords.One(audit.Resource!)));
    }

    static string Otherwise(KubernetesVerbs verbs, string thing) => verbs switch
    {
        Read => Actions.Read,
        Create => $"{Actions.Create}.{thing}",
        Change => $"{Actions.Infra}.{thing}",
        Delete => $"{Actions.Delete}.{thing}",
        _ => Actions.Other,
    };

    static bool Fits(string pattern, string kind) =>
        pattern.StartsWith('*') ? kind.EndsWith(pattern[1..], StringComparison.Ordinal)
        : pattern.EndsWith('*') ? kind.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : kind == pattern;
}
