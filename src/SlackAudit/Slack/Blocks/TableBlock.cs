using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>A table; one a message.</summary>
public sealed record TableBlock : Block
{
    /// <summary>At most 100 rows of at most 20 cells, 10,000 characters in all; the first row is the heading.</summary>
    public required IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; init; }

    /// <summary>How each column is set.</summary>
    public IReadOnlyList<ColumnSettings> ColumnSettings { get; init; } = [];
}

/// <summary>A cell of a table.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextCell), "raw_text")]
[JsonDerivedType(typeof(RichTextCell), "rich_text")]
public abstract record TableCell;

/// <summary>A cell of text as it is; what people cannot see is removed from it.</summary>
public sealed record TextCell : TableCell
{
    /// <summary>Takes any text, trusted or not.</summary>
    public TextCell(string text) => Text = SlackText.Clean(text);

    /// <summary>The text.</summary>
    public string Text { get; }
}

/// <summary>A cell of rich text, for dates and links.</summary>
public sealed record RichTextCell : TableCell
{
    /// <summary>Its paragraphs.</summary>
    public required IReadOnlyList<RichTextSection> Elements { get; init; }
}

/// <summary>How a column is set.</summary>
public sealed record ColumnSettings
{
    /// <summary>To which side.</summary>
    public ColumnAlign Align { get; init; }

    /// <summary>Whether long text is broken into lines.</summary>
    public bool IsWrapped { get; init; }
}

/// <summary>To which side a column is set.</summary>
public enum ColumnAlign
{
    /// <summary>Left.</summary>
    Left,

    /// <summary>Centre.</summary>
    Center,

    /// <summary>Right.</summary>
    Right,
}
