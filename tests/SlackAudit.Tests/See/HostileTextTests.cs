using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Tests.See;

public sealed class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "</title></textarea></style><script>alert(1)</script>",
        "<!channel> & <https://evil.example|ok> *x* @here",
        "@@(alert(1)) @Html.Raw(\"<b>\")",
        "\u202egnp.exe\u2066\u200b",
        "a\0b\u0007\u001b[31m",
        "\ud800 half",
        new string('x', 10_000),
        new string('<', 10_000),
        string.Concat(Enumerable.Repeat("e\u0301\u0302\u0303", 500)),
    ];

    [Theory, MemberData(nameof(Texts))]
    public async Task NoTextOfAnEventBecomesMarkupOfAPage(string text)
    {
        await using var host = await SeeHost.Start();
        await host.Log.AppendAsync(
            "generic",
            [new AuditEvent
            {
                Source = "generic",
                SourceEventId = text,
                Action = text,
                SourceAction = text,
                Actor = text,
                App = text,
                Target = text,
                TargetType = text,
                Scope = text,
                ClientAddress = text,
                Summary = text,
                Url = text,
                OccurredAt = Some.Now,
                Sensitive = true,
            }],
            Encoding.UTF8.GetBytes(text),
            default);

        foreach (var address in new[] { "/", "/events/1", "/?q=who", "/?q=" + Uri.EscapeDataString("count events per app") })
            Harmless(await host.Page(address));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task NoQuestionBecomesMarkupOfAPage(string text)
    {
        await using var host = await SeeHost.Start();
        var typed = text.Replace("\ud800", "", StringComparison.Ordinal);
        var escaped = Uri.EscapeDataString(typed[..Math.Min(typed.Length, 1500)]);

        foreach (var address in new[] { "/?q=", "/?tz=", "/?hidden=", "/preview?command=", "/preview?as=", "/preview?channel=" })
            Harmless(await host.Page(address + escaped));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task NoTextOfAMessageBecomesMarkupOfThePreview(string text)
    {
        await using var host = await SeeHost.Start();
        var json = JsonSerializer.Serialize(new
        {
            text,
            blocks = new object[]
            {
                new { type = "header", text = new { type = "plain_text", text } },
                new { type = "section", text = new { type = "mrkdwn", text }, fields = new[] { new { type = "mrkdwn", text = "*a*\n" + text } } },
                new { type = "section", text = new { type = "mrkdwn", text = $"<{text}|{text}> <@{text}> <#{text}> <!date^1^{text}|{text}> `{text}` *{text}* ```{text}```" } },
                new { type = "context", elements = new[] { new { type = "plain_text", text } } },
                new { type = "actions", elements = new[] { new { type = "button", text = new { type = "plain_text", text }, url = text, style = text } } },
                new { type = "rich_text", elements = new[] { new { type = "rich_text_section", elements = new[] { new { type = "link", url = text, text } } } } },
                new { type = "table", rows = new[] { new[] { new { type = "raw_text", text } } } },
                new { type = "data_visualization", title = text, chart = new { type = "pie", segments = new[] { new { label = text, value = 1e308 } } } },
                new { type = "image", alt_text = text, image_url = text },
                new { type = text },
            },
            attachments = new[] { new { color = text, fallback = text } },
        });
        await host.Post("#deploys", json);
        await host.Post(text[..Math.Min(text.Length, 100)], json);

        Harmless(await host.Page("/preview"));
        Harmless(await host.Page("/preview?channel=" + Uri.EscapeDataString("#deploys")));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"blocks\":{},\"attachments\":7,\"text\":[]}")]
    [InlineData("{\"blocks\":[1,null,\"x\",[],{\"type\":7},{\"type\":\"section\",\"text\":\"x\",\"fields\":{},\"accessory\":[]}]}")]
    [InlineData("{\"blocks\":[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_list\",\"indent\":1e99,\"elements\":[3]},{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"date\",\"timestamp\":\"x\"}]}]}]}")]
    [InlineData("{\"blocks\":[{\"type\":\"data_visualization\",\"chart\":{\"type\":\"bar\",\"series\":[{\"data\":[{\"label\":1,\"value\":\"x\"},{\"value\":-5}]},{}]}}]}")]
    [InlineData("{\"blocks\":[{\"type\":\"table\",\"rows\":[[],7,[{\"type\":\"raw_number\"}]],\"column_settings\":7}]}")]
    [InlineData("{\"text\":\"\\ud800\",\"blocks\":[{\"type\":\"\\udfff\"}]}")]
    [InlineData("{\"text\":\"<!date^99999999999999999999^{date}|x> <!date^999999999999^{date}|y> <!date^-62135596800^{ago} {time}|z>\"}")]
    public async Task NoMessageIsTooBrokenForThePreview(string json)
    {
        await using var host = await SeeHost.Start();
        await host.Post("#deploys", json);

        Assert.Contains("class=\"message ", await host.Page("/preview"), StringComparison.Ordinal);
    }

    static void Harmless(string page)
    {
        foreach (var markup in new[] { "<script", "<img", "onerror=alert(1)>", "href=\"javascript", "\0", "\u001b" })
            Assert.DoesNotContain(markup, page, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(1, page.Split("</title>").Length - 1);
    }
}
