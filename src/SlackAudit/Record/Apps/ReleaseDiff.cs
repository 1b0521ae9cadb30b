using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>What lies between two releases of an app.</summary>
public sealed record ReleaseDiff
{
    /// <summary>The one that was deployed first; null where the log does not know it.</summary>
    public Release? From { get; init; }

    /// <summary>The one that was deployed later; null where the log does not know it.</summary>
    public Release? To { get; init; }

    /// <summary>The ids that the log does not know as releases of the app.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>What was pushed, merged, built and deployed between the two deployments, in order.</summary>
    public IReadOnlyList<StoryStep> Between { get; init; } = [];

    /// <summary>What became of environment variables between, by name: the last change of each.</summary>
    public IReadOnlyList<EnvState> Variables { get; init; } = [];

    /// <summary>The places looked at; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether some of it is sensitive.</summary>
    public bool IsSensitive => Between.Any(step => step.IsSensitive) || Variables.Any(variable => variable.By.Sensitive);

    /// <summary>Whether there may be more than is listed.</summary>
    public bool IsPart { get; init; }
}

/// <summary>An environment variable at some instant.</summary>
/// <param name="Change">What became of it last.</param>
/// <param name="By">The event that tells so.</param>
public sealed record EnvState(EnvChange Change, Events.AuditEvent By);
