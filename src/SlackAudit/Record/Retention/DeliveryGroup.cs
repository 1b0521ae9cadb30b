namespace SlackAudit.Record.Retention;

/// <summary>The events of one delivery, or one event that came without a payload. They have one payload, so they go together.</summary>
/// <param name="First">The first event's id, which is also the payload's.</param>
/// <param name="Last">The last event's id.</param>
/// <param name="HasPayload">Whether the payload is still kept.</param>
/// <param name="Events">What decides how long each event is kept.</param>
sealed record DeliveryGroup(long First, long Last, bool HasPayload, IReadOnlyList<AgedEvent> Events)
{
    /// <summary>Whether every one of its events is older than it is kept.</summary>
    public bool IsDue(RetentionSettings settings, DateTimeOffset now) => Events.All(e => IsPast(settings.DaysOf(e.Action), e, now));

    /// <summary>Whether it has a payload that is older than any of its events has it kept.</summary>
    public bool IsPayloadDue(RetentionSettings settings, DateTimeOffset now) => HasPayload && Events.All(e => IsPast(settings.PayloadDaysOf(e.Action), e, now));

    static bool IsPast(int? days, AgedEvent e, DateTimeOffset now) =>
        days is { } kept && now - e.RecordedAt > TimeSpan.FromDays(kept) && !PruneEvent.Is(e.Source, e.Action);
}

/// <summary>What decides how long an event is kept.</summary>
readonly record struct AgedEvent(string Source, string Action, DateTimeOffset RecordedAt);
