namespace SlackAudit.See.Preview;

/// <summary>How a stretch of a message's text is drawn.</summary>
public enum SpanKind
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>In bold.</summary>
    Bold,

    /// <summary>In italics.</summary>
    Italic,

    /// <summary>Struck through.</summary>
    Strike,

    /// <summary>In equally wide letters.</summary>
    Code,

    /// <summary>As a link to <see cref="Span.Target"/>.</summary>
    Link,

    /// <summary>As a mention of a person, group or channel.</summary>
    Mention,

    /// <summary>As an instant; <see cref="Span.Target"/> is the machine's reading of it.</summary>
    Time,

    /// <summary>As the end of a line.</summary>
    Break,
}

/// <summary>A stretch of a message's text: data that is escaped when drawn, never markup.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Text">Its text; empty where it has parts.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record Span(SpanKind Kind, string Text, string? Target, IReadOnlyList<Span> Parts)
{
    /// <summary>A stretch without parts.</summary>
    public Span(SpanKind kind, string text, string? target = null)
        : this(kind, text, target, [])
    {
    }

    /// <summary>A stretch of parts.</summary>
    public Span(SpanKind kind, IReadOnlyList<Span> parts)
        : this(kind, "", null, parts)
    {
    }
}

/// <summary>What a paragraph is.</summary>
public enum ParagraphKind
{
    /// <summary>Lines of text.</summary>
    Text,

    /// <summary>A quotation.</summary>
    Quote,

    /// <summary>Text in equally wide letters, with its line breaks.</summary>
    Preformatted,
}

/// <summary>A paragraph of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Spans">Its text.</param>
public sealed record Paragraph(ParagraphKind Kind, IReadOnlyList<Span> Spans);
