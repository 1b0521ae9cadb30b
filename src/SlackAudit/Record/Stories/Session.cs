using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>A shell, a command or a tunnel, from its start to its end.</summary>
/// <param name="Start">The event of its start.</param>
/// <param name="End">The event of its end; null while none was told.</param>
public sealed record Session(AuditEvent Start, AuditEvent? End)
{
    /// <summary>How long it lasted; null while no end was told.</summary>
    public TimeSpan? Duration => End?.OccurredAt - Start.OccurredAt;

    /// <summary>That in words, with the start written as its reader writes instants: <c>for 12 min</c>.</summary>
    public string Says(string since) =>
        Duration is { } duration ? $"for {Durations.InWords(duration)}" : $"still open since {since} as far as was told";
}
