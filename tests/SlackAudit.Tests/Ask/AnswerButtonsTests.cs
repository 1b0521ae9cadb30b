using System.Text;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Events;

namespace SlackAudit.Tests.Ask;

public sealed class AnswerButtonsTests
{
    static readonly QuestionContext Context = new(Some.Now, TimeZoneInfo.Utc, ["alice"]);

    static AuditEvent[] Deploys(int count) => [.. Enumerable.Range(0, count).Select(i => Some.Event(app: $"app{i}") with { OccurredAt = Some.Now.AddMinutes(-i), Summary = $"deploy {i}" })];

    [Fact]
    public async Task OlderLeadsThroughEveryEventAndNewerBackToTheFirstPage()
    {
        await using var desk = await AskDesk.Open(Deploys(45));
        var pages = new List<Message> { await desk.Ask("deploys") };

        while (Words(pages[^1]).Contains("Older")) pages.Add((await desk.Press(pages[^1], "Older"))!.Message);

        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"deploy {i}"), pages.SelectMany(Told));
        Assert.All(pages.Skip(1), page => Assert.True(page.ReplaceOriginal));
        Assert.Equal([false, true, true, true, true], pages.Select(page => Words(page).Contains("Newer")));
        for (var back = pages.Count - 1; back > 0; back--)
            Assert.Equal(Told(pages[back - 1]), Told((await desk.Press(pages[back], "Newer"))!.Message));
    }

    [Fact]
    public async Task AButtonPressedTwiceShowsTheSamePageThoughMoreHasHappenedSince()
    {
        await using var desk = await AskDesk.Open(Deploys(25));
        var first = await desk.Ask("deploys");
        await desk.Log.Append(Some.Event() with { OccurredAt = Some.Now.AddSeconds(1), Summary = "news" });

        var once = (await desk.Press(first, "Older"))!.Message;
        var again = (await desk.Press(first, "Older"))!.Message;

        Assert.Equal(Told(once), Told(again));
        Assert.Equal("news", Told((await desk.Press(once, "Newer"))!.Message).First());
    }

    [Theory]
    [InlineData("last 3 deploys")]
    [InlineData("deploys limit:3")]
    [InlineData("last 10 deploys")]
    public async Task WhatWasLimitedHasNoOlderPage(string question)
    {
        await using var desk = await AskDesk.Open(Deploys(25));

        Assert.DoesNotContain("Older", Words(await desk.Ask(question)));
    }

    [Fact]
    public async Task AsManyAsWereAskedForAreShownOnSeveralPagesAndNoMore()
    {
        await using var desk = await AskDesk.Open(Deploys(60));
        var first = await desk.Ask("last 45 deploys");

        var second = (await desk.Press(first, "Older"))!.Message;

        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"deploy {i}"), Told(first).Concat(Told(second)));
        Assert.DoesNotContain("Older", Words(second));
    }

    [Fact]
    public async Task DetailsTellAllOfOneEventBesideTheAnswer()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);
        var list = await desk.Ask("deploys since 24h");

        var details = (await desk.Press(list, "#9"))!.Message;

        Assert.Equal(["#11", "#9", "#8", "Share"], Words(list));
        Assert.False(details.ReplaceOriginal);
        Assert.StartsWith("2026-03-02 05:03 -05:00  alice promoted R4 of myapp: rollback", details.Text, StringComparison.Ordinal);
        Assert.Contains(details.Blocks.OfType<SectionBlock>().SelectMany(block => block.Fields), field => ((Markdown)field).Text.ToString() == "*Where*\nproduction");
    }

    [Fact]
    public async Task ASharedAnswerIsForEverybodyOnceAndSaysWhoShares()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);
        var list = await desk.Ask("deploys since 24h");

        var shared = (await desk.Press(list, "Share", "U1"))!;

        Assert.Equal((ResponseType.InChannel, false), (shared.ResponseType, shared.Message.ReplaceOriginal));
        Assert.Equal(list.Text, shared.Message.Text);
        Assert.Empty(shared.Message.Blocks.OfType<ActionsBlock>());
        Assert.Equal("shared by <@U1>", ((Markdown)shared.Message.Blocks.OfType<ContextBlock>().Last().Elements[1]).Text.ToString());
        Assert.Null(await desk.Press(list, "Share", "U1"));
        Assert.NotNull(await desk.Press(list, "Share", "U0OTHER"));
        Assert.NotNull(await desk.Press(list, "Share", "U1", "2.2"));
        desk.Log.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.NotNull(await desk.Press(list, "Share", "U1"));
    }

    [Fact]
    public async Task WhatIsSensitiveStaysWithWhoAsked()
    {
        await using var desk = await AskDesk.Open([Some.Event(), Some.Event(action: "exec") with { Sensitive = true, Summary = "opened a shell" }]);
        foreach (var question in new[] { "since 24h", "count sensitive per actor" })
        {
            var answer = await desk.Ask(question);
            var shared = (await desk.Press(answer, "Share", "U1"))!;

            Assert.Equal((ResponseType.Ephemeral, false), (shared.ResponseType, shared.Message.ReplaceOriginal));
            Assert.DoesNotContain("shell", shared.Message.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatCouldNotBeSharedCanBeSharedAgain()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);
        var press = new BlockActionRequest { ActionId = AnswerButtons.ShareId, Value = "nothing", UserId = "U1", MessageTs = "1.1" };

        Assert.Equal(ResponseType.Ephemeral, (await desk.Press(press))!.ResponseType);
        Assert.NotNull(await desk.Press(press));
    }

    [Theory]
    [InlineData(AnswerButtons.OlderId)]
    [InlineData(AnswerButtons.ShareId)]
    [InlineData("audit.details.0")]
    public async Task APressOfWhichNothingIsKnownIsExplained(string action)
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);
        string[] values = ["", "1234567", "-1", "é", "AAAA", "IQ", "LHgKZGVwbG95cw", new string('A', 3000), "NzcuMQpkZXBsbw"];

        foreach (var value in values)
        {
            var answer = (await desk.Press(new BlockActionRequest { ActionId = action, Value = value, MessageTs = value }))!.Message;
            Assert.Contains("can no longer be continued", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatAButtonKeepsIsReadBack() =>
        Gen.Select(QuestionPropertyTests.AQuery, Gen.Select(Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks], Gen.Long[0, long.MaxValue]).Array[0, 12]).Sample((query, starts) =>
        {
            var page = new AnswerPage(query, [.. starts.Select(start => new PageStart(new DateTimeOffset(start.Item1, TimeSpan.Zero), start.Item2))]);
            // Half a surrogate pair cannot be kept, and in names it is compared as what takes its place.
            if (Question.Format(query).Any(char.IsSurrogate)) return true;
            if (page.Write() is not { } value) return Encoding.UTF8.GetByteCount(Question.Format(page.Query)) > 1_000;
            return AnswerPage.Read(value, Context) is { } read && read.Query == page.Query && read.Starts.SequenceEqual(page.Starts);
        });

    [Fact]
    public async Task AQuestionTooLongForAButtonIsAnsweredWithoutOne()
    {
        await using var desk = await AskDesk.Open(Deploys(25));

        var answer = await desk.Ask("deploys " + string.Join(' ', Enumerable.Range(0, 60).Select(i => $"-app:some-{new string('n', 30)}-{i}")));

        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"#{i}"), Words(answer));
    }

    [Fact]
    public async Task EveryButtonHasSomebodyWhoActsOnIt()
    {
        await using var desk = await AskDesk.Open(Deploys(45));
        var services = new ServiceCollection().AddAsk(new SlackSettings());
        var first = await desk.Ask("deploys");
        var second = (await desk.Press(first, "Older"))!.Message;

        Assert.All(Buttons(first).Concat(Buttons(second)), button => Assert.Contains(services, service =>
            service.ServiceType == typeof(IBlockActionHandler) && (string?)service.ServiceKey == SlackRegistration.Key(button.ActionId!)));
    }

    static IEnumerable<Button> Buttons(Message message) => message.Blocks.OfType<ActionsBlock>().SelectMany(block => block.Elements).Cast<Button>();

    static IEnumerable<string> Words(Message message) => Buttons(message).Select(button => button.Text.Text);

    static IEnumerable<string> Told(Message message) => message.Text!.Split('\n').Select(line => line.Split("  ")).Where(parts => parts.Length > 2).Select(parts => parts[1]);
}
