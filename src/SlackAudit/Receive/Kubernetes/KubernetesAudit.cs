using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>One audit event of an API server under the names that its mapping asks for, valid while the delivery is being read.</summary>
sealed class KubernetesAudit(JsonElement item)
{
    const int LongestName = 256;

    public JsonElement Item { get; } = item;

    public string? Id { get; } = item.Text("auditID");

    public KubernetesStage Stage { get; } = item.Text("stage") switch
    {
        "RequestReceived" => KubernetesStage.Received,
        "ResponseStarted" => KubernetesStage.Started,
        "Panic" => KubernetesStage.Panic,
        _ => KubernetesStage.Complete,
    };

    public string? Verb { get; } = OneLine.Of(item.Text("verb"), LongestName)?.ToLowerInvariant();

    /// <summary><c>pods</c>; null for what is no resource, such as <c>/healthz</c>.</summary>
    public string? Resource { get; } = OneLine.Of(item.Text("objectRef", "resource"), LongestName)?.ToLowerInvariant();

    /// <summary><c>pods/exec</c>; what a request is about, whatever its verb.</summary>
    public string? Kind => Resource is null || Subresource is null ? Resource : $"{Resource}/{Subresource}";

    public string? Subresource { get; } = OneLine.Of(item.Text("objectRef", "subresource"), LongestName)?.ToLowerInvariant();

    /// <summary>The object's name; what is made under a generated name has it only in what was asked or answered.</summary>
    public string? Name { get; } = OneLine.Of(
        item.Text("objectRef", "name") ?? item.Text("responseObject", "metadata", "name") ?? item.Text("requestObject", "metadata", "name"), LongestName);

    public string? Namespace { get; } = OneLine.Of(item.Text("objectRef", "namespace"), LongestName);

    public KubernetesAddress Address { get; } = new(item.Text("requestURI"));

    public KubernetesOutcome Outcome { get; } = KubernetesOutcome.Of(item);

    public KubernetesActor Actor { get; } = KubernetesActor.Of(item);

    public DateTimeOffset? ReceivedAt { get; } = item.Instant("requestReceivedTimestamp");

    public DateTimeOffset? StagedAt { get; } = item.Instant("stageTimestamp");

    /// <summary>Whether a person stays connected, so that beginning and end are worth an event each.</summary>
    public bool IsSession => Kind is "pods/exec" or "pods/attach" or "pods/portforward" or "services/portforward";

    /// <summary>The end of a session that had begun; one that was refused has no end.</summary>
    public bool EndsSession => IsSession && (Stage == KubernetesStage.Panic || (Stage == KubernetesStage.Complete && !Outcome.IsFailure));
}

/// <summary>How far a request had come when its event was written.</summary>
enum KubernetesStage
{
    Received,
    Started,
    Complete,
    Panic,
}
