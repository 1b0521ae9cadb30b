using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>A part of rich text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextText), "text")]
[JsonDerivedType(typeof(RichTextLink), "link")]
[JsonDerivedType(typeof(RichTextDate), "date")]
[JsonDerivedType(typeof(RichTextUser), "user")]
public abstract record RichTextLeaf
{
    /// <summary>How it is drawn; null for plainly.</summary>
    public RichTextStyle? Style { get; init; }
}

/// <summary>How a part of rich text is drawn.</summary>
public sealed record RichTextStyle
{
    /// <summary>In equally wide letters.</summary>
    public static RichTextStyle AsCode { get; } = new() { Code = true };

    /// <summary>In bold.</summary>
    public static RichTextStyle AsBold { get; } = new() { Bold = true };

    /// <summary>In bold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bold { get; init; }

    /// <summary>In italics.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Italic { get; init; }

    /// <summary>Struck through.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strike { get; init; }

    /// <summary>In equally wide letters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Code { get; init; }
}

/// <summary>Text as it is; what people cannot see is removed from it.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
public sealed record RichTextText : RichTextLeaf
{
    /// <summary>Takes any text, trusted or not.</summary>
    public RichTextText(string text) => Text = SlackText.Clean(text, multiline: true);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Any text, trusted or not, is a part of rich text.</summary>
    public static implicit operator RichTextText(string text) => new(text);
}

/// <summary>A link; an address that may not be followed is refused by <see cref="BlockKit"/> and becomes text.</summary>
public sealed record RichTextLink : RichTextLeaf
{
    /// <summary>Takes any address and any label, trusted or not.</summary>
    public RichTextLink(string url, string? text = null) => (Url, Text) = (url, text is null ? null : SlackText.Clean(text));

    /// <summary>Where it leads, http or https.</summary>
    public string Url { get; }

    /// <summary>What is shown instead of the address.</summary>
    public string? Text { get; }
}

/// <summary>An instant in the reader's own zone.</summary>
public sealed record RichTextDate : RichTextLeaf
{
    /// <summary>Takes seconds since 1970 and Slack's date tokens.</summary>
    [JsonConstructor]
    public RichTextDate(long timestamp, string format = Mrkdwn.DateAndTime) =>
        (Timestamp, Format) = (timestamp, format);

    /// <summary>Takes an instant, and falls back to UTC where dates are not drawn.</summary>
    public RichTextDate(DateTimeOffset at)
        : this(at.ToUnixTimeSeconds()) => Fallback = SlackText.Utc(at);

    /// <summary>Seconds since 1970.</summary>
    public long Timestamp { get; }

    /// <summary>Slack's date tokens.</summary>
    public string Format { get; }

    /// <summary>What is shown where dates are not drawn.</summary>
    public string? Fallback { get; init; }
}

/// <summary>A mention, which notifies that person.</summary>
/// <param name="UserId">The Slack user id; anything else is refused by <see cref="BlockKit"/> and becomes text.</param>
public sealed record RichTextUser(string UserId) : RichTextLeaf;
