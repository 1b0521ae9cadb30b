using SlackAudit.Events;
using SlackAudit.Slack.Access;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Home;

public sealed class LinkPreviewTests
{
    const string Ordinary = "https://audit.example.com/events/1";
    const string Sensitive = "https://audit.example.com/events/2";

    [Theory]
    [InlineData(SlackHost.Member, "C0OPS", true, false)]
    [InlineData(SlackHost.Auditor, "C0OPS", true, false)]
    [InlineData(SlackHost.Auditor, SlackHost.Confidential, true, true)]
    [InlineData(SlackHost.Guest, "C0OPS", false, false)]
    [InlineData(SlackHost.Guest, SlackHost.Confidential, false, false)]
    [InlineData("", SlackHost.Confidential, false, false)]
    [InlineData(SlackHost.Auditor, SlackHost.Confidential, false, false, "composer")]
    [InlineData(SlackHost.Auditor, SlackHost.Confidential, false, false, "conversations_history", true)]
    public async Task APreviewShowsWhatBothThePosterAndTheChannelMaySee(string user, string channel, bool ordinary, bool sensitive, string origin = "conversations_history", bool isShared = false)
    {
        await using var host = await SlackHost.Start();
        await Record(host);

        await host.PostLinks(user, channel, origin, isShared, Ordinary, Sensitive, "https://audit.example.com/events/99");
        var shown = await Shown(host);

        Assert.Equal(ordinary, shown.Contains("alice did deploy of myapp", StringComparison.Ordinal));
        Assert.Equal(ordinary, shown.Contains($"\"{Ordinary}\":", StringComparison.Ordinal));
        Assert.Equal(sensitive, shown.Contains("vault", StringComparison.Ordinal));
        Assert.Equal(sensitive, shown.Contains($"\"{Sensitive}\":", StringComparison.Ordinal));
        Assert.Equal(sensitive ? 1 : 0, (await HomeTests.Reads(host)).Count);
        Assert.Empty(host.Log);
    }

    [Fact]
    public async Task AChannelWhoseReadersMayNotAskGetsNoPreview()
    {
        await using var host = await SlackHost.Start(new AccessSettings { Members = [SlackHost.Member, "C0OPS"] });
        await Record(host);

        await host.PostLinks(SlackHost.Member, "C0OTHER", "conversations_history", false, Ordinary);
        Assert.Equal("", await Shown(host));
        await host.PostLinks(SlackHost.Member, "C0OPS", "conversations_history", false, Ordinary);
        Assert.Contains("myapp", (await host.Slack.WaitForUnfurls(1))[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinksThatAreNotToAnEventOrTooManyHaveNone()
    {
        await using var host = await SlackHost.Start();
        await Record(host);

        await host.PostLinks(SlackHost.Member, "C0OPS", "conversations_history", false, "https://evil.example.com/events/1", "https://audit.example.com/", "https://x@audit.example.com/events/1");
        await host.PostLinks(SlackHost.Member, "C0OPS", "conversations_history", false, [.. Enumerable.Repeat(Ordinary, 4)]);

        Assert.Equal("", await Shown(host));
    }

    [Fact]
    public async Task HostileEventsAreTextInPreviews()
    {
        await using var host = await SlackHost.Start();
        foreach (var text in Hostile.Texts) await host.Record(Some.Event(app: text, actor: text) with { Summary = text, Scope = text });

        for (var id = 1; id <= Hostile.Texts.Length; id++)
        {
            await host.PostLinks(SlackHost.Member, "C0OPS", "conversations_history", false, $"https://audit.example.com/events/{id}");
            var raw = (await host.Slack.WaitForUnfurls(id))[id - 1].Raw;
            Assert.DoesNotContain("<!channel>", raw, StringComparison.Ordinal);
            Assert.DoesNotContain("<@U", raw, StringComparison.Ordinal);
            Assert.InRange(raw.Length, 1, 8000);
        }
    }

    static Task<SlackAudit.Record.AppendResult> Record(SlackHost host) => host.Record(Some.Event(), Some.Event(Actions.Exec, app: "vault", actor: "mallory") with { Sensitive = true, Summary = "mallory opened a shell on vault" });

    static async Task<string> Shown(SlackHost host)
    {
        await host.Settled();
        return string.Concat(host.Slack.Unfurls.Select(unfurl => unfurl.Raw));
    }
}
