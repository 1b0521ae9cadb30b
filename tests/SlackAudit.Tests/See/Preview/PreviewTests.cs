using System.Net;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.See.SignIn;

namespace SlackAudit.Tests.See.Preview;

public sealed class PreviewTests
{
    [Fact]
    public async Task AMessageIsDrawnWithEveryBlockWeSend()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", SlackJson.Serialize(new Message
        {
            Text = "not drawn where there are blocks",
            Blocks =
            [
                new HeaderBlock { Text = "Deploys & more" },
                new SectionBlock
                {
                    Text = Mrkdwn.Of($"*bold* {"<b>"} {Mrkdwn.Link("https://example.com/x", "a link")}"),
                    Fields = [Mrkdwn.Of($"*Who*\n{"alice"}")],
                    Accessory = new Button { Text = "Details", Url = "https://example.com/details" },
                },
                new DividerBlock(),
                new ActionsBlock { Elements = [new Button { Text = "Older", ActionId = "older", Style = ButtonStyle.Danger }] },
                new RichTextBlock
                {
                    Elements =
                    [
                        new RichTextList { Style = RichTextListStyle.Ordered, Elements = [new RichTextSection { Elements = [new RichTextText("first") { Style = RichTextStyle.AsBold }] }] },
                        new RichTextPreformatted { Elements = [new RichTextText("select 1\nfrom x")] },
                        new RichTextQuote { Elements = [new RichTextDate(Some.Now)] },
                    ],
                },
                new TableBlock { Rows = [[new TextCell("App"), new TextCell("Deploys")], [new TextCell("billing"), new TextCell("42")]] },
                new DataVisualizationBlock
                {
                    Title = "Deploys per day",
                    Chart = new BarChart { Series = [new ChartSeries { Name = "Deploys", Data = [new("Mon", 4), new("Tue", 2)] }], AxisConfig = new AxisConfig { Categories = ["Mon", "Tue"] } },
                },
            ],
            Attachments = [new Attachment { Color = "#d93025", Blocks = [new ContextBlock { Elements = [Mrkdwn.Literal("beside a red bar")] }] }],
        }));

        var page = await host.Page("/preview");

        foreach (var drawn in new[]
        {
            "<h3 class=\"slack-header\" dir=\"auto\">Deploys &amp; more</h3>", "<b>bold</b> &lt;b&gt; <a href=\"https://example.com/x\" rel=\"noreferrer noopener\">a link</a>",
            "<b>Who</b><br>alice", "href=\"https://example.com/details\"", "<hr", "is-danger\" disabled", "<ol class=\"indent-0\">", "<li><b>first</b></li>",
            "<pre>select 1<br>from x</pre>", "<blockquote", ">Today 14:03</time>", "<th scope=\"col\">App</th>", "<td>42</td>",
            "aria-label=\"Deploys per day: Deploys Mon 4, Tue 2\"", "attachment bar-red", "beside a red bar",
        })
            Assert.Contains(drawn, Plain(page), StringComparison.Ordinal);
        Assert.DoesNotContain("not drawn where there are blocks", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMessageWithoutBlocksIsItsText()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", SlackJson.Serialize(new Message { Text = "only *words*" }));

        Assert.Contains("only <b>words</b>", Plain(await host.Page("/preview")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsOfAnotherTypeIsALabelledBox()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", """{"blocks":[{"type":"hologram"}]}""");

        Assert.Contains("<code>hologram</code>", await host.Page("/preview"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachChannelShowsItsOwnMessagesNewestFirst()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", """{"text":"first deploy"}""");
        await host.Post("#security", """{"text":"a shell"}""");
        await host.Post("#deploys", """{"text":"second deploy"}""");

        var deploys = await host.Page("/preview?channel=%23deploys");
        var security = await host.Page("/preview?channel=%23security");

        Assert.True(deploys.IndexOf("second deploy", StringComparison.Ordinal) < deploys.IndexOf("first deploy", StringComparison.Ordinal));
        Assert.DoesNotContain("a shell", deploys, StringComparison.Ordinal);
        Assert.Contains("a shell", security, StringComparison.Ordinal);
        Assert.Contains("href=\"/preview?channel=%23deploys\"", security, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMessageThatIsNotPostedSaysWhy()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", """{"text":"x"}""", state: NotificationState.Waiting, reason: "Slack asks us to wait.");

        var page = await host.Page("/preview");

        Assert.Contains("badge state-waiting\">waiting", page, StringComparison.Ordinal);
        Assert.Contains("Slack asks us to wait.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/audit last deploy myapp", "you U0PREVIEW asked last deploy myapp")]
    [InlineData("last deploy myapp", "you U0PREVIEW asked last deploy myapp")]
    [InlineData("/audit", "you U0PREVIEW asked ")]
    [InlineData("/other thing", "/other is not a command that this app answers.")]
    public async Task WhatIsTypedIsAnsweredOnlyToWhoTyped(string typed, string answer)
    {
        await using var host = await SeeHost.Start();

        var page = await host.Page("/preview?command=" + Uri.EscapeDataString(typed));

        Assert.Contains("Only visible to you", page, StringComparison.Ordinal);
        Assert.Contains(answer, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoLooksAtWhatIsSensitiveIsRecorded()
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", """{"text":"shipped it"}""");
        await host.Post("#security", """{"text":"opened a shell"}""", sensitive: true);

        await host.Page("/preview?channel=%23deploys");
        Assert.Empty((await host.Of<Questions>().AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 10, null, default)).Events);
        Assert.Contains("opened a shell", await host.Page("/preview?channel=%23security"), StringComparison.Ordinal);
        var read = Assert.Single((await host.Of<Questions>().AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 10, null, default)).Events);
        Assert.Equal(("read", "log.page", "somebody asked the log about what is sensitive: preview of #security"), (read.Action, read.SourceAction, read.Summary));
    }

    [Fact]
    public async Task WhoeverHasSignedInPlaysNobodyElse()
    {
        await using var provider = await OpenIdStandIn.Start();
        provider.Email = "dan@example.com";
        await using var host = await SeeHost.Start(SignInTests.Settings(provider));
        using var browser = new Browser(new Uri(host.Address));

        using var page = await browser.Follow("/preview?as=alice&command=" + Uri.EscapeDataString("/audit by me"));

        Assert.Contains("dan@example.com U0PREVIEW asked by me", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyElseMayBePlayed()
    {
        await using var host = await SeeHost.Start();

        Assert.Contains("alice U0PREVIEW asked by me", await host.Page("/preview?as=alice&command=" + Uri.EscapeDataString("/audit by me")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    public async Task AnotherSiteCannotType(string site, bool answered)
    {
        await using var host = await SeeHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/preview?command=/audit");
        request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(answered, (await answer.Content.ReadAsStringAsync()).Contains("Only visible to you", StringComparison.Ordinal));
    }

    // Razor leaves the line breaks and indentation of its own source between elements.
    static string Plain(string page) => System.Text.RegularExpressions.Regex.Replace(page, @"\s*\n\s*", "").Replace("<br />", "<br>", StringComparison.Ordinal);
}
