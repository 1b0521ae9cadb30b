namespace SlackAudit.Events;

/// <summary>How an event went.</summary>
public enum Outcome
{
    /// <summary>The source does not say, or says something else.</summary>
    Unknown,

    /// <summary>It has begun; another event tells the end.</summary>
    Started,

    /// <summary>It was done.</summary>
    Success,

    /// <summary>It was tried and failed, was refused or was cancelled.</summary>
    Failure,
}
