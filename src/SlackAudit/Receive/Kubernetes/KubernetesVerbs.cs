namespace SlackAudit.Receive.Kubernetes;

/// <summary>What a verb does to its object.</summary>
[Flags]
enum KubernetesVerbs
{
    None = 0,
    Read = 1,
    Create = 2,
    Change = 4,
    Delete = 8,
    CreateOrChange = Create | Change,
    ChangeOrDelete = Change | Delete,
    Write = Create | Change | Delete,
    Any = Read | Write,
}

/// <summary>The API server's verbs, and the HTTP methods that stand for one where no resource is asked for.</summary>
static class KubernetesVerb
{
    public static KubernetesVerbs Of(string? verb) => verb switch
    {
        "get" or "list" or "watch" or "watchlist" or "head" or "options" => KubernetesVerbs.Read,
        "create" or "post" => KubernetesVerbs.Create,
        "update" or "patch" or "put" or "apply" => KubernetesVerbs.Change,
        "delete" or "deletecollection" => KubernetesVerbs.Delete,
        _ => KubernetesVerbs.None,
    };
}
