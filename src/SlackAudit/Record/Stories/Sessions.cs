using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>Puts the events of sessions together.</summary>
static class Sessions
{
    // These say "success", since what they asked for went well.
    const string Opens = "ssm:StartSession";
    const string Closes = "ssm:TerminateSession";

    static readonly Dictionary<long, Session> None = [];

    /// <summary>The sessions among some events, by the id of each event that belongs to one. One that may have no end at all is left out.</summary>
    public static IReadOnlyDictionary<long, Session> Among(IEnumerable<AuditEvent> events)
    {
        Dictionary<long, Session>? found = null;
        foreach (var same in events.SelectMany(e => References.Of(e, References.Session).Select(id => (Id: id, Event: e))).GroupBy(one => one.Id, one => one.Event, StringComparer.Ordinal))
        {
            var inOrder = same.OrderBy(e => e.OccurredAt).ThenBy(e => e.Outcome == Outcome.Started ? 0 : 1).ToList();
            var hasStarted = inOrder.Exists(e => e.Outcome == Outcome.Started);
            if (inOrder.Find(e => hasStarted ? e.Outcome == Outcome.Started : e.SourceAction == Opens && !IsFailure(e)) is not { } start) continue;
            var end = inOrder.FindLast(e => e.Id != start.Id && e.OccurredAt >= start.OccurredAt && (Ends(e) || hasStarted && e.Outcome != Outcome.Started));
            found ??= [];
            foreach (var e in inOrder) found[e.Id] = new Session(start, end);
        }
        return found ?? None;
    }

    /// <summary>Whether an event ends a session whatever its start says.</summary>
    public static bool Ends(AuditEvent e) => e.SourceAction == Closes && !IsFailure(e);

    /// <summary>Whether two events are of one session.</summary>
    public static bool Shares(AuditEvent one, AuditEvent other) =>
        References.Of(one, References.Session).Intersect(References.Of(other, References.Session), StringComparer.Ordinal).Any();

    static bool IsFailure(AuditEvent e) => e.Outcome == Outcome.Failure;
}
