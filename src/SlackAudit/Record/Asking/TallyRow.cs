using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>An event as far as counting needs it: all of it is in an index for the questions that are asked most.</summary>
sealed class TallyRow
{
    /// <summary>Its group: a whole folded name, an action or a source.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was said, where events are counted by who.</summary>
    public string? Source { get; init; }

    public long Id { get; init; }

    public Outcome Outcome { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The rows of events, grouped as asked; all in one group where nothing is asked.</summary>
    public static IQueryable<TallyRow> Of(IQueryable<AuditEvent> events, CountPer? per) => per switch
    {
        CountPer.App => events.Select(e => new TallyRow { Group = e.AppPath ?? e.AppKey, Id = e.Id, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        CountPer.Actor => events.Select(e => new TallyRow { Group = e.ActorPath ?? e.ActorKey, Source = e.Source, Id = e.Id, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        CountPer.Action => events.Select(e => new TallyRow { Group = e.Action, Id = e.Id, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        // Grouped by the column alone, SQLite would take the index that has the whole log in its order.
        CountPer.Source => events.Select(e => new TallyRow { Group = e.Source + "", Id = e.Id, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
        _ => events.Select(e => new TallyRow { Group = null, Id = e.Id, Outcome = e.Outcome, OccurredAt = e.OccurredAt }),
    };
}
