using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>An app as it was at an instant, as far as was told.</summary>
public sealed record AppState
{
    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What ran: the newest release that was deployed well, one a place.</summary>
    public IReadOnlyList<Release> Running { get; init; } = [];

    /// <summary>Deployments that had begun and not ended.</summary>
    public IReadOnlyList<StoryStep> UnderWay { get; init; } = [];

    /// <summary>Environment variables that were ever told to change and were there, by name.</summary>
    public IReadOnlyList<EnvState> Variables { get; init; } = [];

    /// <summary>Changes of the environment of which the log does not know the names.</summary>
    public IReadOnlyList<AuditEvent> NamelessChanges { get; init; } = [];

    /// <summary>Shells, commands and tunnels that were open, the newest first.</summary>
    public IReadOnlyList<Session> Open { get; init; } = [];

    /// <summary>The places looked at; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether some of it is sensitive.</summary>
    public bool IsSensitive => Open.Any(session => session.Start.Sensitive || session.End is { Sensitive: true }) || Variables.Select(variable => variable.By).Concat(NamelessChanges).Any(e => e.Sensitive);

    /// <summary>Whether there may be more than is listed.</summary>
    public bool IsPart { get; init; }
}
