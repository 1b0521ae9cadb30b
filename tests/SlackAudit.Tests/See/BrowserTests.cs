using Microsoft.Playwright;
using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.See;

public sealed class BrowserTests
{
    const string Chromium = "/usr/bin/chromium";

    static readonly string[] Quiet =
    [
        "--no-sandbox", "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task ThePagesWorkInABrowserWithoutAScriptAndWithinTheirPolicy(int width, ColorScheme scheme)
    {
        SkipWithoutBrowser();
        await using var host = await SeeHost.Start();
        await Fill(host);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Quiet });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, BaseURL = host.Address });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add(dialog.Message);

        await page.GotoAsync("/");
        await Expect(page, "Monday, 2 March 2026");
        await NothingStandsOut(page);
        await page.GetByLabel("Who did what?").FillAsync("deploys by alice");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Understood as");
        Assert.Equal(1, await page.Locator(".event").CountAsync());

        await page.Locator(".event-summary").First.ClickAsync();
        await Expect(page, "What the source said");
        await NothingStandsOut(page);
        await page.GetByText("What happened around this?").ClickAsync();
        await Expect(page, "Understood as");

        await page.GotoAsync("/?q=count%20deploys%20per%20app");
        await Expect(page, "Events");
        await NothingStandsOut(page);

        await page.GotoAsync("/preview");
        await Expect(page, "A shell was opened");
        Assert.Equal("rgb(217, 48, 37)", await page.Locator(".attachment").First.EvaluateAsync<string>("element => getComputedStyle(element).borderLeftColor"));
        await page.GetByLabel("Type a command").FillAsync("/audit last deploy");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "Only visible to you");
        await Expect(page, "asked last deploy");
        await NothingStandsOut(page);

        Assert.Empty(complaints);
        Assert.Equal(0, await page.Locator("script, img, [style]").CountAsync());
    }

    static async Task Fill(SeeHost host)
    {
        await host.Record(
            Some.Event() with { Summary = "alice promoted R123 of myapp" },
            Some.Event(actor: "bob") with { Outcome = Outcome.Failure, Sensitive = true, Summary = "<script>alert(1)</script><img src=x onerror=alert(1)>" + new string('w', 400) });
        await host.Post("#security", SlackJson.Serialize(new Message
        {
            Text = "A shell was opened",
            Blocks = [new SectionBlock { Text = Mrkdwn.Literal(":rotating_light: *A shell was opened*") }],
            Attachments = [new Attachment { Color = "#d93025", Blocks = [new SectionBlock { Fields = [Mrkdwn.Of($"*Who*\n{"<script>alert(1)</script>"}")] }] }],
        }), eventId: 2);
    }

    static Task Expect(IPage page, string text) => page.GetByText(text).First.WaitForAsync();

    /// <summary>Nothing is wider than the window, however long a word is.</summary>
    static async Task NothingStandsOut(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} scrolls sideways");

    static void SkipWithoutBrowser()
    {
        if (File.Exists(Chromium)) return;
        const string reason = "Chromium is not installed: apt-get install chromium, or run .ci/run";
        if (Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_NO_SKIP") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
