using System.Collections.ObjectModel;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.See.Pages;

/// <summary>What the page of one event draws.</summary>
/// <param name="Event">The event.</param>
/// <param name="Payload">What its delivery said, redacted; null when nothing was kept.</param>
/// <param name="Owed">The notifications owed for it.</param>
/// <param name="HasPrevious">Whether the log has the event before it.</param>
/// <param name="HasNext">Whether the log has the event behind it.</param>
/// <param name="People">Who is who.</param>
public sealed record EventView(AuditEvent Event, PayloadText? Payload, IReadOnlyList<Notification> Owed, bool HasPrevious, bool HasNext, KnownPeople People)
{
    /// <summary>Whether what the delivery said is not for the reader.</summary>
    public bool WithholdsPayload { get; init; }

    /// <summary>What the event and others tell together; null where it stands alone.</summary>
    public Story? Story { get; init; }

    /// <summary>The sessions of the story, by the id of each of their events.</summary>
    public IReadOnlyDictionary<long, Session> Sessions => Story?.Sessions ?? ReadOnlyDictionary<long, Session>.Empty;

    static readonly TimeSpan Around = TimeSpan.FromHours(1);

    /// <summary>Each field of the event's JSON, and the person where she is known, with its value as text; null where the event has none.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
    [
        ("source", Event.Source), ("source_event_id", Event.SourceEventId), ("action", Event.Action), ("source_action", Event.SourceAction),
        ("actor", Event.Actor), .. People.Of(Event) is { } person ? new (string, string?)[] { ("person", person) } : [], ("actor_trust", Words.Of(Event.ActorTrust)), ("app", Event.App), ("target", Event.Target),
        ("target_type", Event.TargetType), ("scope", Event.Scope), ("outcome", Words.Of(Event.Outcome)),
        ("sensitive", Event.Sensitive ? "true" : "false"), ("client_address", Event.ClientAddress),
        ("correlation", Event.Correlation),
    ];

    /// <summary>Questions that lead on from here, each with the words of its link.</summary>
    public IEnumerable<(string Words, AuditQuery Question)> Onwards
    {
        get
        {
            yield return ("What happened around this?", new AuditQuery
            {
                Apps = Event.App is { } here ? [here] : [],
                Since = Earlier,
                Until = Later,
            });
            if ((People.Of(Event) ?? Event.Actor) is { } actor) yield return ($"More by {actor}", new AuditQuery { Actors = [actor] });
            if (Event.App is { } app) yield return ($"More of {app}", new AuditQuery { Apps = [app] });
            if (Event.Target is { } target) yield return ($"Who touched {target}?", new AuditQuery { Shape = QueryShape.Who, Targets = [target] });
        }
    }

    // A source's clock may say anything, the first and the last instant of all included.
    DateTimeOffset? Earlier => Event.OccurredAt - DateTimeOffset.MinValue > Around ? Event.OccurredAt - Around : null;

    DateTimeOffset? Later => DateTimeOffset.MaxValue - Event.OccurredAt > Around ? Event.OccurredAt + Around : null;
}
