using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Notify.Digests;

/// <summary>A message as lines that a person can read and compare: its plain words, and what each block draws.</summary>
static class MessageLines
{
    public static string Of(Message message) =>
        string.Join("\n", [.. message.Text!.Split('\n'), "", "----", .. message.Blocks.SelectMany(Block)]) + "\n";

    static IEnumerable<string> Block(Block block) => block switch
    {
        HeaderBlock header => ["", $"# {header.Text.Text}"],
        SectionBlock section => ["", .. section.Text is null ? [] : Text(section.Text).Split('\n'), .. section.Fields.Select(field => "| " + Text(field).Replace("\n", " | ", StringComparison.Ordinal))],
        ContextBlock context => ["", .. context.Elements.Select(text => "~ " + Text(text))],
        RichTextBlock rich => rich.Elements.SelectMany(Element),
        DataVisualizationBlock { Chart: BarChart bars } chart =>
        [
            "", $"[chart] {chart.Title} (x: {bars.AxisConfig.XLabel}; y: {bars.AxisConfig.YLabel})",
            .. bars.AxisConfig.Categories.Select((category, i) => $"[chart] {category}: {string.Join(", ", bars.Series.Select(series => $"{series.Name} {series.Data[i].Value}"))}"),
        ],
        _ => [block.ToString()],
    };

    static IEnumerable<string> Element(RichTextElement element) => element switch
    {
        RichTextList list => list.Elements.Select(section => "- " + Leaves(section.Elements)),
        RichTextSection section => [Leaves(section.Elements)],
        _ => [element.ToString()],
    };

    static string Leaves(IEnumerable<RichTextLeaf> leaves) => string.Concat(leaves.Select(leaf => leaf switch
    {
        RichTextText { Style.Bold: true } text => $"*{text.Text}*",
        RichTextText { Style.Code: true } text => $"`{text.Text}`",
        RichTextText text => text.Text,
        RichTextDate date => $"<{date.Fallback}>",
        _ => leaf.ToString(),
    }));

    static string Text(TextObject text) => text switch
    {
        Markdown markdown => markdown.Text.ToString(),
        PlainText plain => plain.Text,
        _ => "",
    };
}
