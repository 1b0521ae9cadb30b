namespace SlackAudit.Record;

/// <summary>A question that somebody saved under a name, for everybody who may ask.</summary>
public sealed record SavedQuestion
{
    /// <summary>What people type for it; unique, folded.</summary>
    public required string Name { get; init; }

    /// <summary>The question as typed: it is read anew whenever it is asked, by whoever asks.</summary>
    public required string Question { get; init; }

    /// <summary>Who saved it, as they are called; null where that is not known.</summary>
    public string? SavedBy { get; init; }

    /// <summary>The id in Slack of who saved it; empty where Slack did not say.</summary>
    public required string SlackUser { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Whether somebody in Slack is who saved it.</summary>
    public bool IsOf(string slackUser) => SlackUser.Length > 0 && SlackUser == slackUser;
}
