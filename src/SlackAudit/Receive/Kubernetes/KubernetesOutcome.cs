using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>How a request went, by its status code, or where that is missing by the status or the decision to allow it.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Code">The HTTP status; null when it is not told.</param>
/// <param name="Reason">A word such as <c>NotFound</c>.</param>
/// <param name="Forbidden">Whether it was refused for want of rights.</param>
readonly record struct KubernetesOutcome(Outcome Outcome, long? Code, string? Reason, bool Forbidden)
{
    const int LongestReason = 60;

    public bool IsFailure => Outcome == Outcome.Failure;

    public static KubernetesOutcome Of(JsonElement item)
    {
        var code = item.Number("responseStatus", "code");
        var status = item.Text("responseStatus", "status");
        var reason = OneLine.Of(item.Text("responseStatus", "reason"), LongestReason);
        var forbidden = code is 401 or 403 || (code is null && item.At("annotations").Text("authorization.k8s.io/decision") == "forbid");
        var failed = forbidden || code >= 400 || (code is null or 0 && status == "Failure") || item.Text("stage") == "Panic";
        var succeeded = code is >= 100 and < 400 || (code is null or 0 && status == "Success");
        return new(failed ? Outcome.Failure : succeeded ? Outcome.Success : Outcome.Unknown, code, reason, forbidden);
    }
}
