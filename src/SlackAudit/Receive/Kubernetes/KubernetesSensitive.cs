using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>Whether somebody should look at a request even if it is routine.</summary>
static class KubernetesSensitive
{
    static readonly string[] OpenToAll = ["/healthz", "/livez", "/readyz", "/version", "/openapi", "/api", "/apis", "/.well-known", "/favicon.ico"];

    public static bool Of(KubernetesAudit audit, KubernetesMeaning meaning)
    {
        var who = audit.Actor.Who;
        var verbs = KubernetesVerb.Of(audit.Verb);
        if (meaning.Look == Look.Always) return true;
        if (audit.Address.IsDryRun) return false;
        if (who == KubernetesWho.Anonymous) return WithoutSigningIn(audit, meaning, verbs);
        if (who == KubernetesWho.Account && verbs == KubernetesVerbs.Read && audit.Resource == "secrets") return audit.Outcome.Forbidden;
        if (meaning.Action.StartsWith("secret.", StringComparison.Ordinal) && verbs != KubernetesVerbs.Read && IsOfHelm(audit)) return false;
        if (meaning.Look == Look.AtPeople && who is KubernetesWho.Person or KubernetesWho.Nobody) return true;
        if (meaning.Look == Look.AtOthers && who != KubernetesWho.Platform) return true;
        // A person in another's part; a program in between, such as a console, takes everybody's part all day.
        if (audit.Actor.ViaWho == KubernetesWho.Person && !KubernetesRoutine.IsQuestion(audit)) return true;
        if (verbs == KubernetesVerbs.Read || who == KubernetesWho.Platform) return false;
        return (who == KubernetesWho.Person && audit.Namespace is "kube-system" or "kube-public")
            || (verbs is KubernetesVerbs.Create or KubernetesVerbs.Change && ReachesOutOfItsBox(audit.Item.At("requestObject")));
    }

    static bool WithoutSigningIn(KubernetesAudit audit, KubernetesMeaning meaning, KubernetesVerbs verbs)
    {
        if (verbs != KubernetesVerbs.Read || meaning.Look != Look.Never) return true;
        return !audit.Outcome.IsFailure && (audit.Kind is not null || !IsOpenToAll(audit.Address.Path));
    }

    // What every cluster answers anybody.
    static bool IsOpenToAll(string path) => path is "" or "/" || Array.Exists(OpenToAll, open => path == open || path.StartsWith(open + "/", StringComparison.Ordinal));

    // Helm writes one for every release that it makes, beside what the release itself changes.
    static bool IsOfHelm(KubernetesAudit audit) => audit.Name?.StartsWith("sh.helm.release.", StringComparison.Ordinal) == true;

    static bool IsMighty(JsonElement context) =>
        context.Flag("privileged") == true || context.Items("capabilities", "add").Any(capability => capability.Text() is "ALL" or "SYS_ADMIN" or "SYS_PTRACE" or "SYS_MODULE");

    /// <summary>A pod, or what makes pods, that can get at its machine, or a service that every machine opens a port for. The request says so only under an audit policy that keeps requests.</summary>
    static bool ReachesOutOfItsBox(JsonElement asked)
    {
        var spec = asked.At("spec");
        var pod = spec.At("template", "spec") is { ValueKind: JsonValueKind.Object } template ? template
            : spec.At("jobTemplate", "spec", "template", "spec") is { ValueKind: JsonValueKind.Object } job ? job
            : spec;
        return pod.Flag("hostNetwork") == true || pod.Flag("hostPID") == true || pod.Flag("hostIPC") == true
            || spec.Text("type") == "NodePort" || spec.Count("externalIPs") > 0
            || pod.Items("volumes").Any(volume => volume.At("hostPath").ValueKind == JsonValueKind.Object)
            || pod.Items("containers").Concat(pod.Items("initContainers")).Any(container => IsMighty(container.At("securityContext")));
    }
}
