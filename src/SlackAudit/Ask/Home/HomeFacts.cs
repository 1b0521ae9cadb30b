using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Ask.Home;

/// <summary>What the app's home tells somebody: only what they may see.</summary>
sealed record HomeFacts
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The zone in which today is today.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>All of today; null for nothing yet.</summary>
    public Tally? Today { get; init; }

    /// <summary>Today's deploys; null for none yet.</summary>
    public Tally? Deploys { get; init; }

    /// <summary>Today's sensitive events; null for none yet.</summary>
    public Tally? Sensitive { get; init; }

    /// <summary>The newest sensitive events that nobody has confirmed; null for who may not see them.</summary>
    public Answer? Unconfirmed { get; init; }

    /// <summary>What came of asking about them, by the event's id.</summary>
    public IReadOnlyDictionary<long, Confirmation> Confirmations { get; init; } = new Dictionary<long, Confirmation>();

    /// <summary>The newest events that whoever looks is behind.</summary>
    public required Answer Mine { get; init; }

    /// <summary>How each source is doing.</summary>
    public IReadOnlyList<SourceReport> Sources { get; init; } = [];

    /// <summary>Whether something sensitive is among it.</summary>
    public bool ShowsSensitive => Sensitive is not null || Unconfirmed is { IsEmpty: false } || Mine.Events.Any(e => e.Sensitive);
}
