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
