namespace SlackAudit.Slack.Blocks;

/// <summary>Text, short fields in two columns, or both, with at most one element beside it.</summary>
public sealed record SectionBlock : Block
{
    /// <summary>The text, at most 3000 characters; may be missing where there are fields.</summary>
    public TextObject? Text { get; init; }

    /// <summary>At most ten fields of at most 2000 characters.</summary>
    public IReadOnlyList<TextObject> Fields { get; init; } = [];

    /// <summary>A button or menu to the right of the text.</summary>
    public BlockElement? Accessory { get; init; }
}
