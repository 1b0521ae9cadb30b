namespace SlackAudit.Slack.Blocks;

/// <summary>Something to fill in, with a label.</summary>
public sealed record InputBlock : Block
{
    /// <summary>What is to be filled in, at most 2000 characters.</summary>
    public required PlainText Label { get; init; }

    /// <summary>Where it is filled in.</summary>
    public required PlainTextInput Element { get; init; }

    /// <summary>Small words below it, at most 2000 characters.</summary>
    public PlainText? Hint { get; init; }

    /// <summary>Whether Enter sends what was filled in at once, as a press of the field's name.</summary>
    public bool DispatchAction { get; init; }

    /// <summary>Whether it may stay empty.</summary>
    public bool Optional { get; init; }
}
