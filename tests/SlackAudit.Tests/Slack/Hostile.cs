namespace SlackAudit.Tests.Slack;

/// <summary>Texts that want to be more than text.</summary>
static class Hostile
{
    public static readonly string[] Texts =
    [
        "<!channel> & <https://evil.example|ok> @here",
        "<@U0123456789> <!here> <!everyone> <!subteam^S012|@admins>",
        "<!date^0^{date}|never>",
        "*bold* _italic_ ~strike~ `code` ```block```",
        "> quoted\n> again",
        ":rotating_light: :white_check_mark: approved",
        "&lt;!channel&gt;",
        "a\u202egnp.exe\u0000\u200b\ufeff\u2028b",
        "`; rm -rf / `*x*` <!channel>",
        "|https://evil.example>",
        "\ud800 half \udc00",
        "Z" + new string('\u0336', 5000),
        "https://user:pass@evil.example/a?b=1&c=<2>",
        "javascript:alert(1)",
        "",
        "   ",
        "\n\r\n\t",
        new('x', 50_000),
        string.Concat(Enumerable.Repeat("&<>*", 3000)),
        string.Concat(Enumerable.Repeat("\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", 500)),
    ];
}
