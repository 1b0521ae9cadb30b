using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>A field for text, within an <see cref="InputBlock"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainTextInput), "plain_text_input")]
// Not sealed, since the serializer writes no type for a sealed one.
public record PlainTextInput
{
    /// <summary>Its name among what was filled in; at most 255 characters.</summary>
    public required string ActionId { get; init; }

    /// <summary>Whether there is room for several lines.</summary>
    public bool Multiline { get; init; }

    /// <summary>The fewest characters, at most 3000.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters, from 1 to 3000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What stands there until something is filled in, at most 150 characters.</summary>
    public PlainText? Placeholder { get; init; }

    /// <summary>What stands there at first and counts.</summary>
    public string? InitialValue { get; init => field = value is null ? null : SlackText.Clean(value, multiline: true); }
}
