using System.Text.RegularExpressions;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>
/// One walk through a message that notes what Slack would refuse and mends it on the way, so that checking and mending cannot
/// disagree. A part that cannot be mended becomes null and is left out by whoever holds it.
/// </summary>
sealed partial class BlockKitPass
{
    const int MostBlocks = 50;
    const int MostAttachments = 10;
    const int LongestText = 4000;
    const int LongestId = 255;
    const int LongestMetadata = 1000;
    readonly List<string> problems = [];
    readonly HashSet<string> blockIds = [];

    public IReadOnlyList<string> Problems => problems;

    public Message Message(Message message)
    {
        var attachments = List(message.Attachments, MostAttachments, "attachments", Itself, count => new Attachment { Blocks = [MoreBlock(count)] });
        var blocks = Blocks(message.Blocks, MostBlocks - attachments.Count, "blocks");
        var room = MostBlocks - blocks.Count;
        var fitted = new List<Attachment>();
        for (var i = 0; i < attachments.Count; i++)
        {
            var attachment = Attachment(attachments[i], room - (attachments.Count - 1 - i), $"attachments[{i}]");
            if (attachment is null) continue;
            room -= attachment.Blocks.Count;
            fitted.Add(attachment);
        }
        return message with
        {
            Text = Markup(message.Text, LongestText, "text") ?? "A message without words.",
            Blocks = blocks,
            Attachments = fitted,
            Metadata = Metadata(message.Metadata),
        };
    }

    Attachment? Attachment(Attachment attachment, int room, string path)
    {
        var blocks = Blocks(attachment.Blocks, room, $"{path}.blocks");
        if (blocks.Count == 0) return Without<Attachment>($"{path}.blocks", "is empty");
        return attachment with
        {
            Blocks = blocks,
            Color = attachment.Color is { } color && !Colors().IsMatch(color)
                ? Without<string>($"{path}.color", "is neither #rrggbb nor good, warning or danger")
                : attachment.Color,
            Fallback = attachment.Fallback is null ? null : Markup(attachment.Fallback, LongestText, $"{path}.fallback"),
        };
    }

    MessageMetadata? Metadata(MessageMetadata? metadata)
    {
        if (metadata is null) return null;
        var length = (metadata.EventType?.Length ?? 0) + (metadata.EventPayload ?? new Dictionary<string, string>()).Sum(id => id.Key.Length + (id.Value?.Length ?? 0));
        return string.IsNullOrWhiteSpace(metadata.EventType) || metadata.EventPayload is null || length > LongestMetadata
            ? Without<MessageMetadata>("metadata", $"needs an event type and a payload of at most {LongestMetadata} characters together")
            : metadata;
    }

    List<Block> Blocks(IReadOnlyList<Block>? blocks, int room, string path, string most = "50 a message, attachments included")
    {
        var fitted = Fitted(blocks, path, Block);
        if (fitted.Count <= room) return fitted;
        Note(path, $"holds {fitted.Count} blocks; Slack takes at most {most}");
        return [.. fitted.Take(room - 1), MoreBlock(fitted.Count - room + 1)];
    }

    Block? Block(Block block, string path)
    {
        Block? fitted = block switch
        {
            HeaderBlock header => Plain(header.Text, 150, $"{path}.text") is { } text ? header with { Text = text } : null,
            SectionBlock section => Section(section, path),
            ContextBlock context => List(context.Elements, 10, $"{path}.elements", (text, at) => Text(text, 3000, at), count => More(count)) is { Count: > 0 } texts
                ? context with { Elements = texts }
                : null,
            ActionsBlock actions => Actions(actions, path),
            RichTextBlock rich => RichText(rich, path),
            TableBlock table => Table(table, path),
            DataVisualizationBlock chart => Visualization(chart, path) ?? (Block)ChartLeftOut,
            InputBlock input => Input(input, path),
            _ => block,
        };
        return fitted is null ? Without<Block>(path, "has nothing to show") : fitted with { BlockId = Id(fitted.BlockId, blockIds, $"{path}.block_id") };
    }

    SectionBlock? Section(SectionBlock section, string path)
    {
        var text = section.Text is null ? null : Text(section.Text, 3000, $"{path}.text");
        var fields = List(section.Fields, 10, $"{path}.fields", (field, at) => Text(field, 2000, at), count => More(count));
        var accessory = section.Accessory is null ? null : Element(section.Accessory, [], $"{path}.accessory");
        return text is null && fields.Count == 0 ? null : section with { Text = text, Fields = fields, Accessory = accessory };
    }

    [GeneratedRegex(@"^(good|warning|danger|#[0-9a-fA-F]{6})\z")]
    private static partial Regex Colors();
}
