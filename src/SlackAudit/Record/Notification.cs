namespace SlackAudit.Record;

/// <summary>One message owed to one channel: a row of the outbox.</summary>
public sealed record Notification
{
    /// <summary>The place in the outbox; within a channel messages are sent in this order.</summary>
    public long Id { get; init; }

    /// <summary>What makes it one: the event and the channel, or the digest and its period. Unique.</summary>
    public required string Key { get; init; }

    /// <summary>The rule (the first, where several did) or digest that asked for it.</summary>
    public required string Rule { get; init; }

    /// <summary>The channel as configured, by name or id.</summary>
    public required string Channel { get; init; }

    /// <summary>The event it tells of; null for a digest.</summary>
    public long? EventId { get; init; }

    /// <summary>The beginning of a digest's period.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    /// <summary>The end of a digest's period.</summary>
    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>Where it stands.</summary>
    public NotificationState State { get; init; }

    /// <summary>How many times sending has been tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it became owed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not to be tried (again) before this instant; while it is being sent, the end of the sender's lease.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether an earlier try may have arrived, so that posting it (again) must say so.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Why it waits or failed, a sentence for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The channel id that Slack answered; with <see cref="SlackTs"/> it addresses the message. Alone it says that the message is gone.</summary>
    public string? SlackChannel { get; init; }

    /// <summary>Slack's timestamp of the posted message, a text and never a number.</summary>
    public string? SlackTs { get; init; }

    /// <summary>The message as it was posted or changed last, JSON.</summary>
    public string? Message { get; init; }

    /// <summary>What it tells.</summary>
    public NotificationAbout About { get; init; }

    /// <summary>What kind of thing happened; the first of a kind goes ahead of repeats.</summary>
    public string? Kind { get; init; }

    /// <summary>What its event belongs to: of the same thing there is one message in a channel, which grows.</summary>
    public string? Thing { get; init; }

    /// <summary>Whether its event is sensitive: such a one is never summed up with others of another thing.</summary>
    public bool Sensitive { get; init; }

    /// <summary>The notification whose message tells this one too, or in whose thread it belongs; null for a message of its own.</summary>
    public long? PartOf { get; init; }

    /// <summary>Until when others may join its message; null for one that stands alone.</summary>
    public DateTimeOffset? LivesUntil { get; init; }

    /// <summary>How often what its message tells has changed.</summary>
    public int Revision { get; init; }

    /// <summary>When its message is to be edited; while it is, the end of the editor's lease; null when it says what it should.</summary>
    public DateTimeOffset? EditDueAt { get; init; }

    /// <summary>When its message was edited last.</summary>
    public DateTimeOffset? EditedAt { get; init; }
}

/// <summary>What a notification tells.</summary>
public enum NotificationAbout
{
    /// <summary>An event that met a rule.</summary>
    Event,

    /// <summary>A period, on a schedule.</summary>
    Digest,

    /// <summary>It asks whoever did something sensitive whether it was them.</summary>
    Question,

    /// <summary>What a channel was not told one by one, because it was too much or Slack was away.</summary>
    Summary,

    /// <summary>Details, in the thread of a message.</summary>
    Reply,
}

/// <summary>Where a notification stands.</summary>
public enum NotificationState
{
    /// <summary>Owed, not tried yet.</summary>
    Pending,

    /// <summary>Being sent by some process until its lease ends.</summary>
    Sending,

    /// <summary>Tried, to be tried again when it is due.</summary>
    Waiting,

    /// <summary>Slack has it.</summary>
    Posted,

    /// <summary>Refused for good; the reason says why and what to do.</summary>
    Failed,

    /// <summary>Told by the message of another notification.</summary>
    Joined,

    /// <summary>Not told, because somebody muted it; the reason says who, why and until when.</summary>
    Muted,

    /// <summary>Not told, because somebody decided so; the reason says who and why.</summary>
    Dropped,
}

/// <summary>A change of one notification's state, applied only if the row still is as the sender saw it.</summary>
/// <param name="Id">The notification.</param>
/// <param name="Attempts">The number of tries the sender saw; the change applies only to that.</param>
/// <param name="State">The new state.</param>
public sealed record NotificationChange(long Id, int Attempts, NotificationState State)
{
    /// <summary>The new number of tries.</summary>
    public int NewAttempts { get; init; } = Attempts;

    /// <summary>The new due time or end of lease.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether a try may have arrived without our knowing.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Why it waits or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The channel id that Slack answered.</summary>
    public string? SlackChannel { get; init; }

    /// <summary>Slack's timestamp of the posted message.</summary>
    public string? SlackTs { get; init; }

    /// <summary>The message as it was posted, JSON.</summary>
    public string? Message { get; init; }

    /// <summary>Until when others may join its message.</summary>
    public DateTimeOffset? LivesUntil { get; init; }
}
