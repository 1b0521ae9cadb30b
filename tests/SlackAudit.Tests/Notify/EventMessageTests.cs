using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class EventMessageTests
{
    static readonly AuditEvent Shell = Some.Event(Actions.Exec, "acme/billing", "bob@example.com") with
    {
        Id = 17,
        Source = "convox",
        SourceAction = "process:exec",
        ActorTrust = ActorTrust.Verified,
        Target = "web-1",
        TargetType = "process",
        Scope = "production",
        Sensitive = true,
        ClientAddress = "203.0.113.7",
        Summary = "bob opened a shell in web-1 of billing",
        Url = "https://console.example.com/e/17?a=1&b=2",
    };

    [Fact]
    public void TheWordsCarryTheWholeFact() => Assert.Equal(
        "Sensitive: bob opened a shell in web-1 of billing. By bob@example.com, app acme/billing, in production, process web-1, from 203.0.113.7, 2026-03-02 14:03 UTC.",
        EventMessage.Of(Shell, ["shells"]).Text);

    [Fact]
    public void TheBlocksSayTheSameBesideAColour()
    {
        var message = EventMessage.Of(Shell, ["shells"]);

        Assert.Equal(":rotating_light: *Sensitive:* bob opened a shell in web-1 of billing", Markup(((SectionBlock)Assert.Single(message.Blocks)).Text!));
        var bar = Assert.Single(message.Attachments);
        Assert.Equal(("#d93025", message.Text), (bar.Color, bar.Fallback));
        Assert.Equal(
            ["*Who*\nbob@example.com", "*When*\n<!date^1772460180^{date_short_pretty} {time}|2026-03-02 14:03 UTC>", "*App*\nacme/billing", "*Where*\nproduction", "*Process*\n`web-1`", "*From*\n`203.0.113.7`"],
            ((SectionBlock)bar.Blocks[0]).Fields.Select(Markup));
        Assert.Equal("convox `process:exec` · rule shells · event `17` · <https://console.example.com/e/17?a=1&amp;b=2|open>", Markup(((ContextBlock)bar.Blocks[1]).Elements[0]));
    }

    [Theory]
    [InlineData(false, Outcome.Success, "Done:", "#188038")]
    [InlineData(false, Outcome.Failure, "Failed:", "#e8710a")]
    [InlineData(false, Outcome.Started, "Started:", "#1a73e8")]
    [InlineData(false, Outcome.Unknown, "Noted:", "#80868b")]
    [InlineData(true, Outcome.Success, "Sensitive:", "#d93025")]
    [InlineData(true, Outcome.Failure, "Sensitive, failed:", "#d93025")]
    [InlineData(true, Outcome.Started, "Sensitive, started:", "#d93025")]
    public void AColourIsAlwaysSaidInAWordToo(bool sensitive, Outcome outcome, string word, string colour)
    {
        var message = EventMessage.Of(Some.Event() with { Sensitive = sensitive, Outcome = outcome }, ["r"]);

        Assert.StartsWith(word, message.Text, StringComparison.Ordinal);
        Assert.Contains($"*{word}*", Markup(((SectionBlock)message.Blocks[0]).Text!), StringComparison.Ordinal);
        Assert.Equal(colour, message.Attachments[0].Color);
    }

    [Fact]
    public void WhatIsNotKnownIsLeftOutAndAnUnknownActorIsSaid()
    {
        var message = EventMessage.Of(Some.Event(app: null, actor: null) with { Url = "javascript:alert(1)" }, ["r"]);

        Assert.Equal("Done: somebody did deploy of. By whom is not said by the source, 2026-03-02 14:03 UTC.", message.Text!.Replace("of .", "of.", StringComparison.Ordinal));
        Assert.Equal(2, ((SectionBlock)message.Attachments[0].Blocks[0]).Fields.Count);
        Assert.DoesNotContain("open", Markup(((ContextBlock)message.Attachments[0].Blocks[1]).Elements[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingThatASenderWritesBreaksOut() =>
        Assert.All(HostileEvents.All(), told =>
        {
            var message = BlockKit.Fit(EventMessage.Of(told, [told.Source, "r"]) with { Channel = "#a" });
            SlackAssert.Safe(message, told.Summary);
            Assert.Contains("2026-03-02 14:03 UTC", message.Text, StringComparison.Ordinal);
            Assert.Contains("<!date^1772460180^", SlackJson.Serialize(message), StringComparison.Ordinal);
        });

    static string Markup(TextObject text) => ((Markdown)text).Text.ToString();
}
