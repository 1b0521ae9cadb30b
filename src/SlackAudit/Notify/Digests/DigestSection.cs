using SlackAudit.Slack;

namespace SlackAudit.Notify.Digests;

/// <summary>One heading of a digest and its lines: the blocks and the plain words are made of the same.</summary>
/// <param name="Title">The heading as it is drawn.</param>
/// <param name="Words">The heading in the plain words.</param>
/// <param name="Lines">The lines.</param>
/// <param name="More">How many lines there would be more.</param>
sealed record DigestSection(Mrkdwn Title, string Words, IReadOnlyList<DigestLine> Lines, long More = 0)
{
    /// <summary>What must be known about the lines; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What could not be found out, told even where there are no lines; null for nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>Both in one; empty for nothing.</summary>
    public string Remarks => string.Join(" ", new[] { Lines.Count > 0 ? Note : null, Missing }.Where(remark => remark is not null));

    /// <summary>Whether it is told even where nothing else happened.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>One line, all of it untrusted text.</summary>
/// <param name="Text">What it says.</param>
readonly record struct DigestLine(string Text)
{
    /// <summary>What it begins with, in bold; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>When it was, drawn in the reader's own zone; null where that is beside the point.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The event where more is found; null for none.</summary>
    public long? EventId { get; init; }

    /// <summary>The line in plain words.</summary>
    public string Words => Name is null ? Text : $"{Name} {Text}";
}
