using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Receive;

/// <summary>What the name of an event type, such as <c>com.example.deployment.failed</c>, says was done and how it went.</summary>
static class TypeWords
{
    const int LongestType = 512;

    static readonly HashSet<string> TopDomains = ["com", "org", "net", "io", "dev", "co", "app", "cloud", "ai", "eu", "de", "fr", "uk", "us", "ch"];

    // From what somebody should look at down to the harmless; the first row of which the name has a word counts.
    static readonly (string Action, string[] Words)[] ByWord =
    [
        (Actions.Exec, ["exec"]),
        (Actions.Ssh, ["ssh", "shell", "tunnel", "portforward"]),
        (Actions.Tamper, ["tamper", "tampering", "tampered"]),
        (Actions.Secret, ["secret", "secrets"]),
        (Actions.Key, ["key", "keys", "apikey", "token", "tokens", "credential", "credentials", "certificate", "certificates"]),
        (Actions.Permission, ["permission", "permissions", "role", "roles", "grant", "granted", "revoked", "access", "member", "members", "membership"]),
        (Actions.Policy, ["policy", "policies", "ruleset", "protection"]),
        (Actions.Login, ["login", "signin", "logon", "logged"]),
        (Actions.Db, ["database", "databases", "db"]),
        (Actions.Env, ["env", "envvar", "variable", "variables", "config", "configuration"]),
        (Actions.Ami, ["ami"]),
        (Actions.Deploy, ["deploy", "deploys", "deployed", "deployment", "deployments", "rollout", "rollback", "rolledback", "promote", "promoted", "promotion", "upgraded"]),
        (Actions.Scale, ["scale", "scaled", "scaling", "autoscaling"]),
        (Actions.Merge, ["merge", "merged"]),
        (Actions.Push, ["push", "pushed"]),
        (Actions.Approval, ["approval", "approve", "approved"]),
        (Actions.Release, ["release", "releases", "released", "publish", "published"]),
        (Actions.Build, ["build", "builds", "built", "ci", "pipeline", "pipelinerun", "taskrun", "workflow", "job"]),
        (Actions.Vulnerability, ["vulnerability", "vulnerabilities", "cve"]),
        (Actions.Delete, ["delete", "deleted", "remove", "removed", "destroy", "destroyed", "terminated"]),
        (Actions.Infra, ["instance", "cluster", "server", "node", "volume", "bucket", "network", "environment", "infrastructure", "resource"]),
        (Actions.Create, ["create", "created"]),
    ];

    // "Finished" does not say how.
    static readonly (Outcome Outcome, string[] Words)[] ByOutcome =
    [
        (Outcome.Failure, ["failed", "fail", "failure", "error", "errored", "cancelled", "canceled", "denied", "rejected", "aborted", "timeout"]),
        (Outcome.Started, ["started", "start", "queued", "pending", "running", "initiated", "progress"]),
        (Outcome.Success,
        [
            "succeeded", "success", "passed", "completed", "done", "deployed", "created", "deleted", "updated", "changed", "removed", "promoted", "merged", "pushed",
            "published", "released", "granted", "revoked", "rotated", "approved", "scaled", "upgraded", "rolledback", "built", "destroyed", "terminated",
        ]),
    ];

    public static (string Action, Outcome Outcome) Of(string? type)
    {
        if (type is null or { Length: > LongestType }) return (Actions.Other, Outcome.Unknown);
        var words = Words(type);
        var outcome = ByOutcome.FirstOrDefault(row => row.Words.Any(words.Contains), (Outcome.Unknown, [])).Outcome;
        // Our own words need no interpreting.
        if (GenericAction.Of(type) is { } ours && Actions.Vocabulary.ContainsKey(Actions.Root(ours))) return (ours, outcome);
        return (ByWord.FirstOrDefault(row => row.Words.Any(words.Contains), (Actions.Other, [])).Action, outcome);
    }

    /// <summary>The words of the name without the domain that it begins with, which says who named it and not what was done.</summary>
    static HashSet<string> Words(string type)
    {
        var labels = type.Split('.');
        var spoken = labels.Length > 2 && TopDomains.Contains(labels[0].ToLowerInvariant()) ? string.Join('.', labels[2..]) : type;
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = 0;
        for (var i = 0; i <= spoken.Length; i++)
        {
            var isLetter = i < spoken.Length && char.IsAsciiLetterOrDigit(spoken[i]);
            var isHump = isLetter && i > 0 && char.IsAsciiLetterUpper(spoken[i]) && char.IsAsciiLetterLower(spoken[i - 1]);
            if (isLetter && !isHump) continue;
            if (i > start) words.Add(spoken[start..i].ToLowerInvariant());
            start = isHump ? i : i + 1;
        }

        return words;
    }
}
