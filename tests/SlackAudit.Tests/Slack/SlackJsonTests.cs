using System.Text.Json.Nodes;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Slack;

public sealed class SlackJsonTests
{
    static readonly Message Everything = new()
    {
        Channel = "#deploys",
        Text = "alice déployed myapp 🚀",
        ThreadTs = "1.2",
        Metadata = new("slackaudit_event", new Dictionary<string, string> { ["event_id"] = "7" }),
        ResponseType = ResponseType.InChannel,
        ReplaceOriginal = true,
        Blocks =
        [
            new HeaderBlock { BlockId = "head", Text = "Deploys" },
            new SectionBlock { Text = Mrkdwn.Literal("*Who*"), Fields = [Mrkdwn.Escape("a&b")], Accessory = new OverflowMenu { ActionId = "more", Options = [new() { Text = "Open", Value = "o" }] } },
            new ContextBlock { Elements = [Mrkdwn.Escape("small"), new PlainText("plain")] },
            new DividerBlock(),
            new ActionsBlock { Elements = [new Button { ActionId = "go", Text = "Go", Value = "1", Url = "https://example.com/", Style = ButtonStyle.Primary, AccessibilityLabel = "Go there" }] },
            new RichTextBlock
            {
                Elements =
                [
                    new RichTextSection { Elements = [new RichTextText("x") { Style = RichTextStyle.AsBold }, new RichTextLink("https://example.com/", "y"), new RichTextDate(Some.Now), new RichTextUser("U1")] },
                    new RichTextPreformatted { Elements = [new RichTextText("a\nb")] },
                    new RichTextQuote { Elements = [new RichTextText("q") { Style = RichTextStyle.AsCode }] },
                    new RichTextList { Style = RichTextListStyle.Ordered, Indent = 1, Elements = [new RichTextSection { Elements = [new RichTextText("l")] }] },
                ],
            },
            new TableBlock
            {
                Rows = [[new TextCell("When"), new TextCell("Who")], [new RichTextCell { Elements = [new RichTextSection { Elements = [new RichTextDate(Some.Now)] }] }, new TextCell("alice")]],
                ColumnSettings = [new() { Align = ColumnAlign.Right, IsWrapped = true }],
            },
            new DataVisualizationBlock
            {
                Title = "Deploys per day",
                Chart = new BarChart { Series = [new() { Name = "Deploys", Data = [new("Mon", 9), new("Tue", 2.5)] }], AxisConfig = new() { Categories = ["Mon", "Tue"], XLabel = "Day", YLabel = "Events" } },
            },
            new DataVisualizationBlock { Title = "By app", Chart = new PieChart { Segments = [new("myapp", 3)] } },
        ],
        Attachments = [new() { Color = "#d93025", Fallback = "f", Blocks = [new DividerBlock()] }],
    };

    [Fact]
    public void EverythingWeCanSayIsWhatSlackReads()
    {
        Assert.Empty(BlockKit.Check(Everything));
        Assert.Equal(
            """
            {"channel":"#deploys","text":"alice déployed myapp \uD83D\uDE80","blocks":[
            {"type":"header","text":{"type":"plain_text","text":"Deploys","emoji":false},"block_id":"head"},
            {"type":"section","text":{"type":"mrkdwn","text":"*Who*","verbatim":true},"fields":[{"type":"mrkdwn","text":"a&amp;b","verbatim":true}],"accessory":{"type":"overflow","options":[{"text":{"type":"plain_text","text":"Open","emoji":false},"value":"o"}],"action_id":"more"}},
            {"type":"context","elements":[{"type":"mrkdwn","text":"small","verbatim":true},{"type":"plain_text","text":"plain","emoji":false}]},
            {"type":"divider"},
            {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go","emoji":false},"value":"1","url":"https://example.com/","style":"primary","accessibility_label":"Go there","action_id":"go"}]},
            {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x","style":{"bold":true}},{"type":"link","url":"https://example.com/","text":"y"},{"type":"date","timestamp":1772460180,"format":"{date_short_pretty} {time}","fallback":"2026-03-02 14:03 UTC"},{"type":"user","user_id":"U1"}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"a\nb"}]},{"type":"rich_text_quote","elements":[{"type":"text","text":"q","style":{"code":true}}]},{"type":"rich_text_list","style":"ordered","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"l"}]}]}]},
            {"type":"table","rows":[[{"type":"raw_text","text":"When"},{"type":"raw_text","text":"Who"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"date","timestamp":1772460180,"format":"{date_short_pretty} {time}","fallback":"2026-03-02 14:03 UTC"}]}]},{"type":"raw_text","text":"alice"}]],"column_settings":[{"align":"right","is_wrapped":true}]},
            {"type":"data_visualization","title":"Deploys per day","chart":{"type":"bar","series":[{"name":"Deploys","data":[{"value":9,"label":"Mon"},{"value":2.5,"label":"Tue"}]}],"axis_config":{"categories":["Mon","Tue"],"x_label":"Day","y_label":"Events"}}},
            {"type":"data_visualization","title":"By app","chart":{"type":"pie","segments":[{"value":3,"label":"myapp"}]}}],
            "attachments":[{"color":"#d93025","fallback":"f","blocks":[{"type":"divider"}]}],"thread_ts":"1.2","metadata":{"event_type":"slackaudit_event","event_payload":{"event_id":"7"}},"unfurl_links":false,"unfurl_media":false,"response_type":"in_channel","replace_original":true,"parse":"none"}
            """.ReplaceLineEndings(""),
            SlackJson.Serialize(Everything));
    }

    [Fact]
    public void AMessageIsReadBackAsItWasWritten()
    {
        var json = SlackJson.Serialize(Everything);
        Assert.Equal(json, SlackJson.Serialize(SlackJson.Deserialize(json)));
    }

    [Fact]
    public void ADatabaseMayPutTheTypeLast() =>
        Assert.Equal("x", Assert.IsType<HeaderBlock>(Assert.Single(
            SlackJson.Deserialize("""{"blocks":[{"text":{"text":"x","type":"plain_text"},"type":"header"}]}""").Blocks)).Text.Text);

    [Fact]
    public void WhatIsNotSaidIsNotWritten() =>
        Assert.Equal("""{"text":"x","unfurl_links":false,"unfurl_media":false,"parse":"none"}""", SlackJson.Serialize(new() { Text = "x" }));

    [Fact]
    public void PlainAndExactTextsLoseWhatPeopleCannotSee()
    {
        Assert.Equal("ab", new PlainText("a\u202Eb").Text);
        Assert.Equal("a\nb", new RichTextText("a\r\nb\u0000").Text);
        Assert.Equal("a b", new TextCell("a\nb").Text);
    }

    [Fact]
    public void HalfACharacterDoesNotStopAMessage() =>
        Assert.NotNull(JsonNode.Parse(SlackJson.Serialize(new() { Text = "\ud800", Channel = "\udc00" })));
}
