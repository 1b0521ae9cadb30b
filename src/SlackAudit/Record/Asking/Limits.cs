namespace SlackAudit.Record.Asking;

/// <summary>How much a question may cost.</summary>
sealed record Limits
{
    /// <summary>How long it may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long is looked for what an empty answer might say beside.</summary>
    public TimeSpan Beside { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How far back it looks, in events, when its time does not suffice for all: ever further, as long as there is time.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [5_000, 50_000, 500_000];

    /// <summary>Among how many events a text is looked for that no index finds.</summary>
    public int TextWindow { get; init; } = 100_000;

    /// <summary>How many events are looked through for a text as fast as an index of texts is asked.</summary>
    public int Few { get; init; } = 4_000;
}
