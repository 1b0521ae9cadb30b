using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Ask;

public sealed class PeopleTests
{
    static readonly PeopleSettings People = new(
        [new("alice", [new("github", "alice-gh"), new(null, "alice@example.com"), new("slack", "U1"), new("slack", "U0ALICE")]), new("bob", [new("github", "bobby"), new("slack", "U2")]), new("sam", [new("convox", "bobby")])],
        new Dictionary<string, string> { ["github"] = "github" });

    static readonly AuditEvent[] Events =
    [
        Did("github", "alice-gh", "pushed A", ActorTrust.Verified),
        Did("convox", "alice@example.com", "promoted B", ActorTrust.Asserted),
        Did("circleci", "alice@example.com", "built C", ActorTrust.Inferred),
        Did("github", "bobby", "bobby pushed D", ActorTrust.Verified),
        Did("convox", "bobby", "bobby promoted E", ActorTrust.Asserted),
    ];

    [Theory]
    [InlineData("by <@U0ALICE|al>", "U2", "built C", "promoted B", "pushed A")]
    [InlineData("by <@U0ALICE>", "U2", "built C", "promoted B", "pushed A")]
    [InlineData("by me", "U1", "built C", "promoted B", "pushed A")]
    [InlineData("by me", "U2", "bobby pushed D")]
    [InlineData("by @alice", "U2", "built C", "promoted B", "pushed A")]
    [InlineData("alice not by alice from convox", "U2")]
    [InlineData("by alice from github", "U2", "pushed A")]
    public async Task APersonIsFoundByEveryName(string question, string user, params string[] told)
    {
        await using var desk = await AskDesk.Open(People, Events);

        var text = (await desk.Ask(question, user)).Text!;

        Assert.Equal(told, Events.Select(e => e.Summary).Where(summary => text.Contains(summary, StringComparison.Ordinal)).Reverse());
    }

    [Fact]
    public async Task WhoItWasAndHowFarThatIsSureIsShown()
    {
        await using var desk = await AskDesk.Open(People, Events);

        var list = await desk.Ask("by me");
        var one = await desk.Ask("last build by alice or pushes by alice");
        var who = await desk.Ask("who");

        Assert.Equal(["alice (alice@example.com) (inferred)", "alice (alice@example.com) (as claimed)", "alice (alice-gh)"], list.Text!.Split('\n').Select(line => line.Split("  by ")[1].Split("  ")[0]));
        Assert.Contains("· by alice (alice@example.com) (inferred)", Text(list), StringComparison.Ordinal);
        Assert.NotNull(one);
        Assert.StartsWith("alice  3  last 2026-03-02 09:03 -05:00  (alice@example.com (circleci, convox), alice-gh (github))\n", who.Text, StringComparison.Ordinal);
        Assert.Contains("alice|  (alice@example.com (circleci, convox), alice-gh (github))  3 times, last ", Text(who), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotClearIsSaid()
    {
        await using var desk = await AskDesk.Open(People, Events);

        var ambiguous = await desk.Ask("by bobby");
        var unknown = await desk.Ask("by me", "U9");
        var nothing = await desk.Ask("deploys by alice since 1m from nowhere");

        Assert.Contains("“bobby” could be bob (bobby (github)) or sam (bobby (convox))", ambiguous.Text, StringComparison.Ordinal);
        Assert.Contains("bobby promoted E", ambiguous.Text, StringComparison.Ordinal);
        Assert.Contains("slack:U9", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("alice was looked for by every name that is known: alice-gh (github), alice@example.com.", nothing.Text, StringComparison.Ordinal);
    }

    static string Text(SlackAudit.Slack.Message message) => string.Join('\n', message.Blocks.OfType<RichTextBlock>().SelectMany(block => block.Elements).OfType<RichTextList>()
        .SelectMany(list => list.Elements).Select(line => string.Join('|', line.Elements.OfType<RichTextText>().Select(part => part.Text))));

    static AuditEvent Did(string source, string actor, string summary, ActorTrust trust) =>
        Some.Event(summary.Contains("pushed", StringComparison.Ordinal) ? Actions.Push : summary.Contains("built", StringComparison.Ordinal) ? Actions.Build : Actions.Deploy, actor: actor) with
        {
            Source = source,
            Summary = summary,
            ActorTrust = trust,
        };
}
