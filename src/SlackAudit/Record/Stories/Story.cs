using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>One change, or one session, from its first event to its last: what an event and others that refer to the same things tell together.</summary>
public sealed class Story
{
    internal Story(IEnumerable<AuditEvent> events)
    {
        Events = [.. events.OrderBy(e => e.OccurredAt).ThenBy(e => StorySteps.RoleOf(e)).ThenBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.SourceEventId, StringComparer.Ordinal)];
        Steps = StorySteps.Of(Events);
        Sessions = Stories.Sessions.Among(Events);
    }

    /// <summary>The events in the order in which they occurred, however they arrived.</summary>
    public IReadOnlyList<AuditEvent> Events { get; }

    /// <summary>The same put together: a start and its end are one step.</summary>
    public IReadOnlyList<StoryStep> Steps { get; }

    /// <summary>The sessions in it, by the id of each event that belongs to one.</summary>
    public IReadOnlyDictionary<long, Session> Sessions { get; }

    /// <summary>The step that an event is part of; null for an event of another story.</summary>
    public StoryStep? StepOf(AuditEvent e) => Steps.FirstOrDefault(step => step.Start?.Id == e.Id || step.End?.Id == e.Id);
}
