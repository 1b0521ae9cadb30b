using SlackAudit.Events;

namespace SlackAudit.Record.Retention;

/// <summary>How long what was recorded is kept: the settings under <c>Retention</c>. Days are counted from when the log recorded an event, which no sender can set.</summary>
public sealed record RetentionSettings
{
    /// <summary>For how many days events are kept; null for ever.</summary>
    public int? Days { get; init; }

    /// <summary>For how many days kept payloads are, at most as long as their events; null for as long as these.</summary>
    public int? PayloadDays { get; init; }

    /// <summary>Actions that are kept for another time than <see cref="Days"/>, null meaning for ever. The narrowest that an event's action is counts.</summary>
    public IReadOnlyDictionary<string, int?> Actions { get; init; } = new Dictionary<string, int?>();

    /// <summary>What is not pruned however old it is.</summary>
    public IReadOnlyList<LegalHold> Holds { get; init; } = [];

    /// <summary>Whether anything is ever pruned.</summary>
    public bool Prunes => Days is not null || PayloadDays is not null || Actions.Values.Any(days => days is not null);

    /// <summary>For how many days events of an action are kept; null for ever.</summary>
    public int? DaysOf(string action)
    {
        for (var wider = action; ; wider = wider[..wider.LastIndexOf('.')])
        {
            if (Actions.TryGetValue(wider, out var days)) return days;
            if (!wider.Contains('.', StringComparison.Ordinal)) return Days;
        }
    }

    /// <summary>For how many days payloads of events of an action are kept; null for ever.</summary>
    public int? PayloadDaysOf(string action) => (PayloadDays, DaysOf(action)) switch
    {
        ({ } payload, { } days) => Math.Min(payload, days),
        var (payload, days) => payload ?? days,
    };

    /// <summary>The shortest time that anything is kept, in days; null when everything is kept for ever.</summary>
    public int? ShortestDays => Actions.Values.Append(Days).Append(PayloadDays).Min();
}

/// <summary>Events that are kept for the law's or an investigation's sake.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Of">The question that the events meet; null for everything there is.</param>
public sealed record LegalHold(string Name, AuditQuery? Of);
