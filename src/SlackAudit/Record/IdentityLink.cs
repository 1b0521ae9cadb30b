namespace SlackAudit.Record;

/// <summary>A name that somebody said is a person's.</summary>
public sealed record IdentityLink
{
    /// <summary>The source in which it is hers, a name or type; <c>slack</c> for ids of Slack users; empty for every source.</summary>
    public required string Source { get; init; }

    /// <summary>The whole name, folded.</summary>
    public required string Name { get; init; }

    /// <summary>What the person is called.</summary>
    public required string Person { get; init; }

    /// <summary>When it was said, in UTC.</summary>
    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>Who said it; null where that is not known.</summary>
    public string? LinkedBy { get; init; }
}
