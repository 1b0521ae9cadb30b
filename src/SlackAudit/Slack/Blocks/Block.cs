using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>One block of a message.</summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(TableBlock), "table")]
[JsonDerivedType(typeof(DataVisualizationBlock), "data_visualization")]
[JsonDerivedType(typeof(InputBlock), "input")]
public abstract record Block
{
    /// <summary>A name for the block, unique in its message, at most 255 characters; Slack makes one up without it.</summary>
    public string? BlockId { get; init; }
}
