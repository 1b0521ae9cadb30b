using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record;

/// <summary>One line of a list: an event, or a session that has its start and its end in the same answer.</summary>
/// <param name="Event">The event; of a session its start, with the outcome of its end.</param>
/// <param name="Session">The session that the event belongs to; null for none.</param>
/// <param name="EndId">The id of the end that this line stands for, too; null where it stands for one event.</param>
public readonly record struct AnswerLine(AuditEvent Event, Session? Session, long? EndId)
{
    /// <summary>An answer's events as lines, in their order.</summary>
    internal static IEnumerable<AnswerLine> Of(Answer answer)
    {
        var listed = answer.Sessions.Count == 0 ? null : answer.Events.Select(e => e.Id).ToHashSet();
        foreach (var e in answer.Events)
        {
            if (listed is null || !answer.Sessions.TryGetValue(e.Id, out var session)) yield return new AnswerLine(e, null, null);
            else if (session.End is not { } end || !listed.Contains(end.Id) || !listed.Contains(session.Start.Id)) yield return new AnswerLine(e, session, null);
            else if (e.Id == session.Start.Id) yield return new AnswerLine(e with { Outcome = end.Outcome, Sensitive = e.Sensitive || end.Sensitive }, session, end.Id);
            else if (e.Id != end.Id) yield return new AnswerLine(e, session, null);
        }
    }
}
