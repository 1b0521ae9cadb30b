using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>Something to press.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(OverflowMenu), "overflow")]
public abstract record BlockElement
{
    /// <summary>What comes back when it is pressed; unique in its block, at most 255 characters.</summary>
    public string? ActionId { get; init; }
}

/// <summary>A button.</summary>
public sealed record Button : BlockElement
{
    /// <summary>The words on it, at most 75 characters.</summary>
    public required PlainText Text { get; init; }

    /// <summary>What comes back with the press, at most 2000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>An address to open, at most 3000 characters; the press is sent to us as well.</summary>
    public string? Url { get; init; }

    /// <summary>How much it stands out.</summary>
    public ButtonStyle? Style { get; init; }

    /// <summary>What a screen reader says instead of the words, at most 75 characters.</summary>
    public string? AccessibilityLabel { get; init => field = value is null ? null : SlackText.Clean(value); }
}

/// <summary>How much a button stands out.</summary>
public enum ButtonStyle
{
    /// <summary>Green.</summary>
    Primary,

    /// <summary>Red.</summary>
    Danger,
}

/// <summary>A menu behind three dots.</summary>
public sealed record OverflowMenu : BlockElement
{
    /// <summary>One to five options.</summary>
    public required IReadOnlyList<OverflowOption> Options { get; init; }
}

/// <summary>One line of a menu.</summary>
public sealed record OverflowOption
{
    /// <summary>The words, at most 75 characters.</summary>
    public required PlainText Text { get; init; }

    /// <summary>What comes back when it is chosen, at most 75 characters.</summary>
    public required string Value { get; init; }

    /// <summary>An address to open, at most 3000 characters.</summary>
    public string? Url { get; init; }
}
