using System.Text.Json;
using CsCheck;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

public sealed class BlockKitPropertyTests
{
    static readonly Gen<string> AnyText = Gen.Frequency(
        (4, Gen.String[0, 30]),
        (2, AnyOf(Hostile.Texts)),
        (1, AnyOf("", "a", "same", new string('w', 151), new string('w', 2001), new string('w', 4001))));

    static readonly Gen<Mrkdwn> AnyMarkup = AnyText.Select(text => Mrkdwn.Of($"*{text}* {Mrkdwn.Code(text)} {Mrkdwn.Link("https://example.com/" + text.Length, text)}"));
    static readonly Gen<TextObject> AnyTextObject = Gen.OneOf(AnyMarkup.Select(markup => (TextObject)markup), AnyText.Select(text => (TextObject)new PlainText(text)));
    static readonly Gen<string?> AnyId = AnyOf<string?>(null, "", "a", "b", "c", new string('i', 256));
    static readonly Gen<string?> AnyUrl = AnyOf<string?>(null, "", "https://example.com/", "javascript:alert(1)", "https://example.com/" + new string('u', 3000));

    static readonly Gen<BlockElement> AnyElement = Gen.OneOf(
        Gen.Select(AnyText, AnyId, AnyUrl, AnyText, (text, id, url, value) => (BlockElement)new Button { Text = text, ActionId = id, Url = url, Value = SlackText.Clean(value), AccessibilityLabel = value }),
        Gen.Select(AnyId, Many(Gen.Select(AnyText, AnyText, (text, value) => new OverflowOption { Text = text, Value = SlackText.Clean(value) }), 7), (id, options) => (BlockElement)new OverflowMenu { ActionId = id, Options = options }));

    static readonly Gen<RichTextLeaf> AnyLeaf = Gen.OneOf(
        AnyText.Select(text => (RichTextLeaf)new RichTextText(text)),
        AnyText.Select(text => (RichTextLeaf)new RichTextUser(text)),
        Gen.Select(AnyUrl, AnyText, (url, text) => (RichTextLeaf)new RichTextLink(url ?? "x", text)),
        Gen.Const((RichTextLeaf)new RichTextDate(Some.Now)));

    static readonly Gen<RichTextSection> AnySection = Many(AnyLeaf, 4).Select(leaves => new RichTextSection { Elements = leaves });

    static readonly Gen<RichTextElement> AnyRichText = Gen.OneOf(
        AnySection.Select(section => (RichTextElement)section),
        Many(AnyLeaf, 3).Select(leaves => (RichTextElement)new RichTextQuote { Elements = leaves }),
        Many(AnyLeaf, 3).Select(leaves => (RichTextElement)new RichTextPreformatted { Elements = leaves }),
        Gen.Select(Many(AnySection, 3), Gen.Int[-2, 12], (lines, indent) => (RichTextElement)new RichTextList { Elements = lines, Indent = indent }));

    static readonly Gen<TableCell> AnyCell = Gen.OneOf(
        AnyText.Select(text => (TableCell)new TextCell(text)),
        Many(AnySection, 2).Select(sections => (TableCell)new RichTextCell { Elements = sections }));

    static readonly Gen<double> AnyNumber = Gen.Frequency((9, Gen.Double[0, 100]), (1, AnyOf(double.NaN, double.PositiveInfinity, -1d)));
    static readonly Gen<string> AnyName = Gen.OneOf(AnyText, Gen.Int[0, 99].Select(number => $"name {number}"));

    static readonly Gen<Chart> AnyChart = Gen.OneOf(
        Many(Gen.Select(AnyName, AnyNumber, (label, value) => new ChartPoint(label, value)), 8).Select(segments => (Chart)new PieChart { Segments = segments }),
        Gen.Select(Many(AnyName, 22), Many(AnyName, 7), AnyNumber, Gen.Bool, (categories, names, value, complete) => (Chart)new BarChart
        {
            AxisConfig = new() { Categories = categories, XLabel = string.Concat(names), YLabel = string.Concat(categories) },
            Series = [.. names.Select(name => new ChartSeries { Name = name, Data = [.. categories.Skip(complete ? 0 : 1).Select(category => new ChartPoint(category, value))] })],
        }));

    static readonly Gen<Block> AnyBlock = Gen.Select(AnyId, Gen.OneOf(
        AnyText.Select(text => (Block)new HeaderBlock { Text = text }),
        Gen.Const((Block)new DividerBlock()),
        Gen.Select(AnyTextObject, Many(AnyTextObject, 12), AnyElement, Gen.Int[0, 3], (text, fields, element, which) => (Block)new SectionBlock
        {
            Text = which == 0 ? null : text,
            Fields = which == 1 ? [] : fields,
            Accessory = which == 2 ? element : null,
        }),
        Many(AnyTextObject, 13).Select(texts => (Block)new ContextBlock { Elements = texts }),
        Many(AnyElement, 30).Select(elements => (Block)new ActionsBlock { Elements = elements }),
        Many(AnyRichText, 4).Select(elements => (Block)new RichTextBlock { Elements = elements }),
        Many(Many(AnyCell, 23), 6).Select(rows => (Block)new TableBlock { Rows = [.. rows], ColumnSettings = [.. rows.Select(_ => new ColumnSettings())] }),
        Gen.Select(Gen.Int[90, 130], Gen.Int[1, 5], (rows, columns) => (Block)new TableBlock { Rows = [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(_ => new TextCell(new('t', row))).ToArray())] }),
        Gen.Select(AnyText, AnyText, AnyId, Gen.Int[-9, 4000], (label, hint, id, length) => (Block)new InputBlock { Label = label, Hint = hint, Element = new PlainTextInput { ActionId = id ?? "", MaxLength = length, MinLength = length, Placeholder = label, InitialValue = hint } }),
        Gen.Select(AnyText, AnyChart, (title, chart) => (Block)new DataVisualizationBlock { Title = title, Chart = chart })),
        (id, block) => block with { BlockId = id });

    static readonly Gen<Message> AnyMessage = Gen.Select(AnyText, Many(AnyBlock, 60), Many(Gen.Select(AnyText, Many(AnyBlock, 6), (text, blocks) => new Attachment { Color = text, Fallback = SlackText.Escape(text), Blocks = blocks }), 13), (text, blocks, attachments) => new Message
    {
        Text = SlackText.Escape(text),
        Blocks = blocks,
        Attachments = attachments,
        Metadata = new(SlackText.Clean(text), new Dictionary<string, string> { ["id"] = SlackText.Clean(text) }),
    });

    [Fact]
    public void WhateverTheMessageSlackTakesWhatFitMakesOfIt() =>
        AnyMessage.Sample(
            message =>
            {
                var fitted = BlockKit.Fit(message);
                var json = SlackJson.Serialize(fitted);
                Assert.Empty(BlockKit.Check(fitted));
                Assert.Empty(SlackLimits.Problems(JsonSerializer.SerializeToNode(fitted, SlackJson.Options)!.AsObject()));
                Assert.Equal(json, SlackJson.Serialize(BlockKit.Fit(fitted)));
                Assert.Equal(json, SlackJson.Serialize(SlackJson.Deserialize(json)));
                SlackAssert.Safe(fitted, Hostile.Texts);
            },
            iter: 300,
            print: message => $"{BlockKit.Check(message).Count} problems");

    [Fact]
    public void WhateverTheDialogSlackTakesWhatFitMakesOfIt() =>
        Gen.Select(AnyText, Many(AnyBlock, 110).Where(blocks => blocks.Count > 0)).Sample(
            (text, blocks) =>
            {
                var fitted = BlockKit.FitView(new View { CallbackId = "c", Title = text, Submit = text, Close = text, PrivateMetadata = text, Blocks = [.. blocks, new DividerBlock()] });
                Assert.Empty(BlockKit.CheckView(fitted));
                var json = JsonSerializer.SerializeToNode(fitted, SlackJson.Options)!.AsObject();
                Assert.InRange(json["title"]!["text"]!.GetValue<string>().Length, 1, 24);
                Assert.InRange(json["blocks"]!.AsArray().Count, 1, 100);
                Assert.All(json["blocks"]!.AsArray().Where(block => block!["type"]!.GetValue<string>() == "input"), input =>
                {
                    Assert.InRange(input!["label"]!["text"]!.GetValue<string>().Length, 1, 2000);
                    Assert.InRange(input["element"]!["max_length"]!.GetValue<int>(), 1, 3000);
                    Assert.InRange(input["element"]!["action_id"]!.GetValue<string>().Length, 1, 255);
                });
            },
            iter: 200,
            print: dialog => $"{dialog.Item2.Count} blocks");

    [Fact]
    public void WhateverTheTextItIsEscapedAndCut() =>
        Gen.Select(AnyText, Gen.Int[10, 200]).Sample(
            (text, max) =>
            {
                var cut = Mrkdwn.Of($"{text} {Mrkdwn.Code(text)}").Truncate(max);
                Assert.True(cut.Length <= max);
                Assert.True(SlackText.Truncate(text, max).Length <= max);
                Assert.Equal(SlackText.Clean(text), SlackText.Clean(SlackText.Clean(text)));
                SlackAssert.Safe(new() { Text = "x" + cut }, Hostile.Texts);
            },
            iter: 3000);

    static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static Gen<IReadOnlyList<T>> Many<T>(Gen<T> item, int most) => item.Array[0, most].Select(items => (IReadOnlyList<T>)items);
}
