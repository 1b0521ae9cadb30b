namespace SlackAudit.Record.Messages;

/// <summary>When a call of Slack's may be made next: one row a limit, which all processes of a log share.</summary>
public sealed record SendingTurn
{
    /// <summary>What is limited: a channel's messages, all messages, or all edits.</summary>
    public required string Name { get; init; }

    /// <summary>When the next call would be due if none were ever made ahead, microseconds since 1970.</summary>
    public required long NextAt { get; init; }

    /// <summary>When the last turn that was taken is, microseconds since 1970.</summary>
    public required long TurnAt { get; init; }

    /// <summary>What it was taken for.</summary>
    public required string TakenFor { get; init; }
}
