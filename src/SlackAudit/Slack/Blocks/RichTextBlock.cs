using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>Text made of parts rather than markup: the place for untrusted text that must stay exact.</summary>
public sealed record RichTextBlock : Block
{
    /// <summary>Paragraphs, lists, quotations and preformatted texts.</summary>
    public required IReadOnlyList<RichTextElement> Elements { get; init; }
}

/// <summary>A paragraph, list, quotation or preformatted text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
[JsonDerivedType(typeof(RichTextQuote), "rich_text_quote")]
[JsonDerivedType(typeof(RichTextPreformatted), "rich_text_preformatted")]
public abstract record RichTextElement;

/// <summary>A paragraph.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
// Not sealed, since the serializer writes no type for a sealed one.
public record RichTextSection : RichTextElement
{
    /// <summary>Its parts in order.</summary>
    public required IReadOnlyList<RichTextLeaf> Elements { get; init; }
}

/// <summary>A quotation.</summary>
public sealed record RichTextQuote : RichTextElement
{
    /// <summary>Its parts in order.</summary>
    public required IReadOnlyList<RichTextLeaf> Elements { get; init; }
}

/// <summary>Text in equally wide letters, with its line breaks.</summary>
public sealed record RichTextPreformatted : RichTextElement
{
    /// <summary>Its parts in order.</summary>
    public required IReadOnlyList<RichTextLeaf> Elements { get; init; }
}

/// <summary>A list.</summary>
public sealed record RichTextList : RichTextElement
{
    /// <summary>Bullets or numbers.</summary>
    public RichTextListStyle Style { get; init; }

    /// <summary>How far it is indented, 0 to 8.</summary>
    public int Indent { get; init; }

    /// <summary>Its lines.</summary>
    public required IReadOnlyList<RichTextSection> Elements { get; init; }
}

/// <summary>What stands before each line of a list.</summary>
public enum RichTextListStyle
{
    /// <summary>A bullet.</summary>
    Bullet,

    /// <summary>A number.</summary>
    Ordered,
}
