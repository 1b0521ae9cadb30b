namespace SlackAudit.Slack.Sockets;

/// <summary>How long things may take, and how long to wait before the next connection.</summary>
sealed record SocketPace
{
    /// <summary>Between the first connections of a start, so that Slack never refreshes them together.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For connecting and being greeted.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between our pings, and for each answer to them.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For an acknowledgement; Slack waits no longer.</summary>
    public TimeSpan Ack { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For what Slack still sends to a connection that has been replaced.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After which a connection counts as a good one, so that the next is opened at once.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After the first failure; each further one doubles it.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What doubling ends at.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where only a person can mend it.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Beyond the time after which Slack said that it would refresh a connection.</summary>
    public TimeSpan Overdue { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after a connection has ended.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="failures">How many were short in a row.</param>
    /// <param name="chance">From 0 to 1: what is waited for twice is not waited for alike.</param>
    public TimeSpan After(SocketEnd end, int failures, double chance) => end switch
    {
        SocketEnd.LinkDisabled => Jitter(Slow, chance),
        SocketEnd.TooManyWebsockets => Jitter(Longest, chance),
        _ => Backoff(failures, chance),
    };

    /// <summary>How long to wait after Slack gave no address to connect to.</summary>
    public TimeSpan After(SlackException refusal, int failures, double chance) => refusal switch
    {
        SlackRateLimitException limited => limited.RetryAfter + (First * chance),
        { IsPermanent: true } or { Class: SlackErrorClass.LongWait } => Jitter(Slow, chance),
        _ => Backoff(failures, chance),
    };

    public TimeSpan Backoff(int failures, double chance) => failures == 0
        ? TimeSpan.Zero
        : Jitter(TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - 1, 16))), chance);

    static TimeSpan Jitter(TimeSpan wait, double chance) => wait * (0.75 + (chance / 2));
}
