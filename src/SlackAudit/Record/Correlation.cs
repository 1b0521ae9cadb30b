using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One reference of one event, so that others with the same one can be found. All of it follows from the event.</summary>
public sealed record Correlation
{
    /// <summary>The reference, such as <c>release:production/myapp/RABC</c>.</summary>
    public required string Key { get; init; }

    /// <summary>When the event occurred, so that of a reference that is used for years a stretch can be looked at.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The event's id.</summary>
    public required long EventId { get; init; }

    internal static IEnumerable<Correlation> Of(AuditEvent e) =>
        References.Split(e.Correlation).Select(reference => new Correlation { Key = reference, OccurredAt = e.OccurredAt, EventId = e.Id });
}
