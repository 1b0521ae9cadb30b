namespace SlackAudit.Ask;

/// <summary>An answer that is more than a list of events: plain words, which Slack and the terminal show alike.</summary>
/// <param name="Title">What it says, in a sentence.</param>
/// <param name="Parts">What it says so by.</param>
sealed record Report(string Title, IReadOnlyList<ReportPart> Parts)
{
    /// <summary>What there is to know about how it was made.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether some of it is sensitive.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>A part of a report.</summary>
/// <param name="Heading">What its lines are.</param>
/// <param name="Lines">The lines; a part without any is not shown.</param>
sealed record ReportPart(string Heading, IReadOnlyList<ReportLine> Lines);

/// <summary>A line of a report.</summary>
/// <param name="At">When that was; null for no time in particular.</param>
/// <param name="Text">What it says; untrusted.</param>
/// <param name="Ids">The events that say so: <c>#4 to #7</c>; empty for none.</param>
/// <param name="Url">Where to look at it; untrusted, null for nowhere.</param>
readonly record struct ReportLine(DateTimeOffset? At, string Text, string Ids = "", string? Url = null);
