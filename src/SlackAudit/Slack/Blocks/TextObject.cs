using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>A text within a block: <see cref="PlainText"/> or <see cref="Markdown"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Markdown), "mrkdwn")]
[SuppressMessage("Usage", "CA2225", Justification = "The constructors of the two kinds are the named alternatives.")]
public abstract record TextObject
{
    /// <summary>Safe markup is a text.</summary>
    public static implicit operator TextObject(Mrkdwn markup) => new Markdown(markup);
}

/// <summary>Text that Slack shows as it is; what people cannot see is removed from it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
// Not sealed, since the serializer writes no type for a sealed one.
public record PlainText : TextObject
{
    /// <summary>Takes any text, trusted or not.</summary>
    public PlainText(string text) => Text = SlackText.Clean(text, multiline: true);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Never: a name between colons stays a name between colons.</summary>
    public bool Emoji { get; }

    /// <summary>Any text, trusted or not, is a plain text.</summary>
    public static implicit operator PlainText(string text) => new(text);
}

/// <summary>Text in Slack's markup.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
public sealed record Markdown : TextObject
{
    /// <summary>Takes safe markup.</summary>
    public Markdown(Mrkdwn text) => Text = text;

    /// <summary>The markup.</summary>
    public Mrkdwn Text { get; }

    /// <summary>Always: otherwise Slack makes links and mentions of bare names and addresses.</summary>
    public bool Verbatim { get; } = true;

    /// <summary>Safe markup is a text.</summary>
    public static implicit operator Markdown(Mrkdwn markup) => new(markup);
}
