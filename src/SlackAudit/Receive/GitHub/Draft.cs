using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>What a mapping makes of a delivery. What it leaves out is the same for every kind: the sender did it, in the repository, now.</summary>
/// <param name="Action">In the words of <see cref="Actions"/>.</param>
/// <param name="Summary">What a colleague would write.</param>
sealed record Draft(string Action, string Summary)
{
    /// <summary>Who did it, where that is somebody else than the sender.</summary>
    public string? Actor { get; init; }

    public ActorTrust ActorTrust { get; init; } = ActorTrust.Verified;

    public string? App { get; init; }

    public string? Target { get; init; }

    public string? TargetType { get; init; }

    public string? Scope { get; init; }

    public Outcome Outcome { get; init; } = Outcome.Success;

    public bool Sensitive { get; init; }

    /// <summary>What it refers to, as <see cref="References.Join"/> writes it.</summary>
    public string? Correlation { get; init; }

    /// <summary>Where to look, where that is not the repository.</summary>
    public string? Url { get; init; }
}
