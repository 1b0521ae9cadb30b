namespace SlackAudit.Receive.Kubernetes;

/// <summary>Resources in the singular, as people speak of one object.</summary>
static class KubernetesWords
{
    static readonly string[] AlreadyOne = ["endpoints", "dns"];

    /// <summary><c>networkpolicy</c> for <c>networkpolicies</c>.</summary>
    public static string One(string resource) =>
        Array.IndexOf(AlreadyOne, resource) >= 0 || !resource.EndsWith('s') ? resource
        : resource.EndsWith("ies", StringComparison.Ordinal) ? resource[..^3] + "y"
        : resource.EndsWith("sses", StringComparison.Ordinal) || resource.EndsWith("xes", StringComparison.Ordinal) ? resource[..^2]
        : resource[..^1];
}
