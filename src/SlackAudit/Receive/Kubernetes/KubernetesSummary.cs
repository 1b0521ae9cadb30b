using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>One line about a request, such as <c>alice started bash in pod web-1 in myapp</c>.</summary>
static class KubernetesSummary
{
    public static string Of(KubernetesAudit audit, string? app, Outcome outcome)
    {
        var who = audit.Actor.InWords();
        var (infinitive, past) = Words(audit);
        var what = What(audit, app);
        var dry = audit.Address.IsDryRun ? " (as a trial)" : "";
        if (outcome != Outcome.Failure) return $"{who} {past} {what}{Lasted(audit)}{dry}";
        if (audit.Outcome.Forbidden) return $"{who} was not allowed to {infinitive} {what}{dry}";
        var why = (audit.Outcome.Code, audit.Outcome.Reason) switch
        {
            (null, null) => "",
            ({ } code, null) => $" ({code})",
            (null, { } reason) => $" ({reason})",
            var (code, reason) => $" ({code} {reason})",
        };
        return $"{who} failed to {infinitive} {what}{why}{dry}";
    }

    static (string Infinitive, string Past) Words(KubernetesAudit audit)
    {
        var ended = audit.EndsSession;
        return (audit.Kind, KubernetesVerb.Of(audit.Verb)) switch
        {
            ("pods/exec", _) => ($"run {Program(audit)} in", $"{(ended ? "ended" : "started")} {Program(audit)} in"),
            ("pods/attach", _) => ("attach to", ended ? "detached from" : "attached to"),
            ("pods/portforward" or "services/portforward", _) => ("open a tunnel to", $"{(ended ? "closed" : "opened")} a tunnel to"),
            ("pods/ephemeralcontainers", KubernetesVerbs.Change) => ("put a debugging container into", "put a debugging container into"),
            ("pods/eviction", _) => ("evict", "evicted"),
            ("pods/log", _) => ("read the log of", "read the log of"),
            ("serviceaccounts/token", _) => ("get a token of", "got a token of"),
            ("certificatesigningrequests/approval", _) => ("decide on", "decided on"),
            ("deployments/rollback", _) => ("roll back", "rolled back"),
            (not null, _) when audit.Subresource == "proxy" => ("reach through", "reached through"),
            (not null, KubernetesVerbs.Change) when audit.Subresource == "scale" => ("scale", "scaled"),
            (_, KubernetesVerbs.Read) => audit.Verb == "watch" ? ("watch", "watched") : audit.Verb == "list" ? ("list", "listed") : ("read", "read"),
            (_, KubernetesVerbs.Create) => ("create", "created"),
            (_, KubernetesVerbs.Change) => ("change", "changed"),
            (_, KubernetesVerbs.Delete) => ("delete", "deleted"),
            _ => ($"{audit.Verb ?? "do something to"}", $"did {audit.Verb ?? "something"} to"),
        };
    }

    static string Program(KubernetesAudit audit) => audit.Address.Program ?? "a command";

    static string What(KubernetesAudit audit, string? app)
    {
        if (audit.Resource is not { } resource) return audit.Address.Path is { Length: > 0 } path ? OneLine.Of(path, 100) ?? "the API server" : "the API server";
        var place = app is null || resource == "namespaces" ? "" : $" in {app}";
        var container = audit.Address.Container is { } name && audit.IsSession ? $"container {name} of " : "";
        var what = audit.Name is { } one ? $"{KubernetesWords.One(resource)} {one}" : audit.Verb is "list" or "watch" or "deletecollection" ? resource : $"a {KubernetesWords.One(resource)}";
        var part = audit.Subresource is { } sub && !Said.Contains(sub) ? $"{sub} of " : "";
        return container + part + what + place;
    }

    // These the verb already says.
    static readonly HashSet<string> Said = new(StringComparer.Ordinal)
    {
        "exec", "attach", "portforward", "proxy", "eviction", "log", "token", "approval", "rollback", "scale", "ephemeralcontainers",
    };

    static string Lasted(KubernetesAudit audit) =>
        audit.EndsSession && audit.ReceivedAt is { } from && audit.StagedAt is { } to && to >= from ? $" after {Durations.InWords(to - from)}" : "";
}
