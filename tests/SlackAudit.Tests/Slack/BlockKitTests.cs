using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

public sealed class BlockKitTests
{
    public static TheoryData<string, Block> TooMuch => new()
    {
        { "blocks[0].text has 151 characters; Slack takes at most 150.", new HeaderBlock { Text = Letters(151) } },
        { "blocks[0].text is empty.", new HeaderBlock { Text = " " } },
        { "blocks[0].text has 3001 characters; Slack takes at most 3000.", new SectionBlock { Text = Markup(3001) } },
        { "blocks[0].fields[1] has 2001 characters; Slack takes at most 2000.", new SectionBlock { Fields = [Markup(1), Markup(2001)] } },
        { "blocks[0].fields holds 11; Slack takes at most 10.", new SectionBlock { Fields = Times(11, _ => (TextObject)Markup(1)) } },
        { "blocks[0] has nothing to show.", new SectionBlock() },
        { "blocks[0].elements holds 11; Slack takes at most 10.", new ContextBlock { Elements = Times(11, _ => (TextObject)Markup(1)) } },
        { "blocks[0].elements holds 26; Slack takes at most 25.", new ActionsBlock { Elements = Times(26, i => (BlockElement)new Button { ActionId = $"{i}", Text = "x" }) } },
        { "blocks[0].elements[0].text has 76 characters; Slack takes at most 75.", Actions(new Button { Text = Letters(76) }) },
        { "blocks[0].elements[0].value has 2001 characters; Slack takes 1 to 2000.", Actions(new Button { Text = "x", Value = Letters(2001) }) },
        { "blocks[0].elements[0].url is not an http or https address of at most 3000 characters.", Actions(new Button { Text = "x", Url = "ftp://x" }) },
        { "blocks[0].elements[1].action_id is used twice.", Actions(new Button { Text = "x", ActionId = "a" }, new Button { Text = "y", ActionId = "a" }) },
        { "blocks[0].block_id has 256 characters; Slack takes 1 to 255.", new DividerBlock { BlockId = Letters(256) } },
        { "blocks[0].elements[0].options holds 6; Slack takes at most 5.", Actions(new OverflowMenu { Options = Times(6, _ => new OverflowOption { Text = "x", Value = "v" }) }) },
        { "blocks[0].elements[0].elements[0].text is empty.", new RichTextBlock { Elements = [new RichTextSection { Elements = [new RichTextText("")] }] } },
        { "blocks[0].elements[0].elements[0].user_id is not the id of a Slack user.", new RichTextBlock { Elements = [new RichTextSection { Elements = [new RichTextUser("channel>")] }] } },
        { "blocks[0].rows are 101 with 101 characters; Slack takes at most 100 with 10000.", new TableBlock { Rows = Times(101, _ => (IReadOnlyList<TableCell>)[new TextCell("x")]) } },
        { "blocks[0].rows[1] has 1 cells; the table has 2, and Slack takes at most 20.", new TableBlock { Rows = [[new TextCell("x"), new TextCell("y")], [new TextCell("z")]] } },
        { "blocks[0] has segments that are 7; Slack takes 1 to 6.", Chart(new PieChart { Segments = Times(7, i => new ChartPoint($"{i}", 1)) }) },
        { "blocks[0] has a segment that is not greater than nothing.", Chart(new PieChart { Segments = [new("x", 0)] }) },
        { "blocks[0] has categories that are 21; Slack takes 1 to 20.", Chart(Bars([.. Times(21, i => $"{i}")], ["x"])) },
        { "blocks[0] has series that have the same name in their first characters.", Chart(Bars(["a"], [Letters(21), Letters(22)])) },
        { "blocks[0] has a series without exactly one point per category, in their order.", Chart(Bars(["a"], ["x"]) with { Series = [new() { Name = "x", Data = [new("b", 1)] }] }) },
        { "blocks[0].chart.axis_config.x_label has 51 characters; Slack takes at most 50.", Chart(Bars(["a"], ["x"]) with { AxisConfig = new() { Categories = ["a"], XLabel = Letters(51) } }) },
    };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void WhatSlackWouldRefuseIsNamed(string problem, Block block)
    {
        var message = new Message { Text = "x", Blocks = [block] };
        Assert.Contains(problem, BlockKit.Check(message));
        Assert.Empty(BlockKit.Check(BlockKit.Fit(message)));
    }

    public static TheoryData<string, View> TooMuchOfADialog => new()
    {
        { "title has 25 characters; Slack takes at most 24.", Dialog() with { Title = Letters(25) } },
        { "title is empty.", Dialog() with { Title = " " } },
        { "submit has 25 characters; Slack takes at most 24.", Dialog() with { Submit = Letters(25) } },
        { "submit is missing, though there is something to fill in.", Dialog() with { Submit = null } },
        { "close has 25 characters; Slack takes at most 24.", Dialog() with { Close = Letters(25) } },
        { "private_metadata has 3001 characters; Slack takes at most 3000.", Dialog() with { PrivateMetadata = Letters(3001) } },
        { "blocks holds 101 blocks; Slack takes at most 100 a dialog.", Dialog() with { Blocks = Times(101, _ => new DividerBlock()) } },
        { "blocks[0].label has 2001 characters; Slack takes at most 2000.", Dialog(input => input with { Label = Letters(2001) }) },
        { "blocks[0] has nothing to show.", Dialog(input => input with { Label = "" }) with { Blocks = [Field() with { Label = "" }, new DividerBlock()] } },
        { "blocks[0].hint has 2001 characters; Slack takes at most 2000.", Dialog(input => input with { Hint = Letters(2001) }) },
        { "blocks[0].element.max_length is 3001; Slack takes 1 to 3000.", Dialog(input => input with { Element = input.Element with { MaxLength = 3001 } }) },
        { "blocks[0].element.min_length is -1; Slack takes 0 to 3000.", Dialog(input => input with { Element = input.Element with { MinLength = -1 } }) },
        { "blocks[0].element.placeholder has 151 characters; Slack takes at most 150.", Dialog(input => input with { Element = input.Element with { Placeholder = Letters(151) } }) },
        { "blocks[0].element.initial_value has 501 characters; Slack takes at most 500.", Dialog(input => input with { Element = input.Element with { InitialValue = Letters(501) } }) },
        { "blocks[0].element.action_id has 256 characters; Slack takes 1 to 255.", Dialog(input => input with { Element = input.Element with { ActionId = Letters(256) } }) },
    };

    [Theory]
    [MemberData(nameof(TooMuchOfADialog), DisableDiscoveryEnumeration = true)]
    public void WhatSlackWouldRefuseOfADialogIsNamed(string problem, View view)
    {
        Assert.Contains(problem, BlockKit.CheckView(view));
        Assert.Empty(BlockKit.CheckView(BlockKit.FitView(view)));
    }

    [Fact]
    public void ADialogAtTheLimitsIsLeftAsItIs()
    {
        var view = Dialog(input => input with { Label = Letters(2000), Hint = Letters(2000), Element = input.Element with { MinLength = 0, MaxLength = 3000, Placeholder = Letters(150), InitialValue = Letters(3000) } }) with
        {
            CallbackId = Letters(255),
            Title = Letters(24),
            Submit = Letters(24),
            Close = Letters(24),
            PrivateMetadata = Letters(3000),
        };

        Assert.Empty(BlockKit.CheckView(view));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(view, SlackJson.Options), System.Text.Json.JsonSerializer.Serialize(BlockKit.FitView(view), SlackJson.Options));
    }

    static View Dialog(Func<InputBlock, InputBlock>? with = null) => new() { CallbackId = "c", Title = "Title", Submit = "Send", Blocks = [(with ?? (input => input))(Field())] };

    static InputBlock Field() => new() { BlockId = "b", Label = "Why?", Element = new PlainTextInput { ActionId = "a", MaxLength = 500 } };

    [Fact]
    public void AtTheLimitsNothingIsWrong() => Assert.Empty(BlockKit.Check(new()
    {
        Text = Letters(4000),
        Blocks =
        [
            new HeaderBlock { Text = Letters(150), BlockId = Letters(255) },
            new SectionBlock { Text = Markup(3000), Fields = Times(10, _ => (TextObject)Markup(2000)) },
            new TableBlock { Rows = Times(100, _ => (IReadOnlyList<TableCell>)[new TextCell(Letters(100))]) },
            Chart(Bars([.. Times(20, i => $"{i}")], [.. Times(6, i => $"{i}")])),
            Chart(new PieChart { Segments = Times(6, i => new ChartPoint($"{i}", 0.1)) }),
            .. Times(45, _ => new DividerBlock()),
        ],
    }));

    [Fact]
    public void TheTailOfALongMessageIsCounted()
    {
        var fitted = BlockKit.Fit(new() { Text = "x", Blocks = Times(62, i => new HeaderBlock { Text = $"{i}" }) });
        Assert.Equal(50, fitted.Blocks.Count);
        Assert.Equal("48", Assert.IsType<HeaderBlock>(fitted.Blocks[48]).Text.Text);
        Assert.Equal("… and 13 more", Assert.IsType<Markdown>(Assert.Single(Assert.IsType<ContextBlock>(fitted.Blocks[49]).Elements)).Text.ToString());
    }

    [Fact]
    public void BlocksInAttachmentsCountWithTheOthers()
    {
        var message = new Message { Text = "x", Blocks = Times(50, _ => new DividerBlock()), Attachments = [new() { Blocks = [new DividerBlock()] }] };
        Assert.NotEmpty(BlockKit.Check(message));
        var fitted = BlockKit.Fit(message);
        Assert.Equal((49, 1), (fitted.Blocks.Count, Assert.Single(fitted.Attachments).Blocks.Count));
    }

    [Fact]
    public void AThirdChartAndASecondTableAreLeftOut()
    {
        var table = new TableBlock { Rows = [[new TextCell("x")]] };
        var chart = Chart(new PieChart { Segments = [new("x", 1)] });
        var fitted = BlockKit.Fit(new() { Text = "x", Blocks = [table, chart, chart, chart, table] });
        Assert.Equal([typeof(TableBlock), typeof(DataVisualizationBlock), typeof(DataVisualizationBlock), typeof(ContextBlock)], fitted.Blocks.Select(block => block.GetType()));
    }

    [Fact]
    public void LongNamesInAChartAreCutAlikeInItsAxisAndItsPoints()
    {
        var fitted = BlockKit.Fit(new() { Text = "x", Blocks = [Chart(Bars(["acme/billing-production"], ["x"]))] });
        var chart = Assert.IsType<BarChart>(Assert.IsType<DataVisualizationBlock>(Assert.Single(fitted.Blocks)).Chart);
        Assert.Equal("acme/billing-produc…", Assert.Single(chart.AxisConfig.Categories));
        Assert.Equal("acme/billing-produc…", Assert.Single(Assert.Single(chart.Series).Data).Label);
    }

    [Fact]
    public void AMessageWithoutWordsIsRefusedAndGetsSome()
    {
        Assert.Equal(["text is empty."], BlockKit.Check(new() { Blocks = [new DividerBlock()] }));
        Assert.Equal("A message without words.", BlockKit.Fit(new()).Text);
    }

    [Fact]
    public void NothingAtAllDoesNotThrow() => Assert.Empty(BlockKit.Check(BlockKit.Fit(new()
    {
        Blocks = [null!, new SectionBlock { Fields = null! }, new HeaderBlock { Text = null! }, new ActionsBlock { Elements = null! }, new TableBlock { Rows = [null!, [null!]] }, Chart(null!)],
        Attachments = [null!, new() { Blocks = null! }],
        Metadata = new(null!, null!),
    })));

    static string Letters(int count) => new('w', count);

    static Mrkdwn Markup(int count) => Mrkdwn.Escape(Letters(count));

    static T[] Times<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    static ActionsBlock Actions(params BlockElement[] elements) => new() { Elements = elements };

    static DataVisualizationBlock Chart(Chart chart) => new() { Title = "Chart", Chart = chart };

    static BarChart Bars(string[] categories, string[] names) => new()
    {
        AxisConfig = new() { Categories = categories },
        Series = [.. names.Select(name => new ChartSeries { Name = name, Data = [.. categories.Select(category => new ChartPoint(category, 1))] })],
    };
}
