using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Tests.Notify;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask;

public sealed class AnswerMessageTests
{
    [Fact]
    public void NoEventBreaksOutOfAnAnswer() => Assert.All(HostileEvents.All(), e =>
    {
        var message = AnswerMessage.Of(new Answer { Query = new AuditQuery(), Events = [e] }, TimeZoneInfo.Utc, Some.Now);
        SlackAssert.Safe(message, e.Summary);
        Assert.StartsWith("2026-03-02 14:03 UTC", message.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void NoEventBreaksOutOfAList() => Assert.All(HostileEvents.Texts, text =>
        Safe(text, new Answer { Query = new AuditQuery(), Events = [.. Enumerable.Range(0, Answering.MostEvents).Select(i => HostileEvents.Event(text, i * 8))], Older = new PageStart(Some.Now, 1) }));

    [Fact]
    public void NoNameBreaksOutOfFigures() => Assert.All(HostileEvents.Texts, text =>
    {
        var tallies = Enumerable.Range(0, 50).Select(i => new Tally(i == 0 ? null : text, i * 1_000_000L, i, i, Some.Now)).ToList();
        Safe(text, new Answer { Query = new AuditQuery { Shape = QueryShape.Who, Texts = [text] }, Tallies = tallies, MoreTallies = 7 });
        Safe(text, new Answer { Query = new AuditQuery { Shape = QueryShape.Count, Per = CountPer.App, Apps = [text] }, Tallies = tallies, MoreTallies = 7 });
        Safe(text, new Answer { Query = new AuditQuery { Shape = QueryShape.Count, Actors = [text] }, Tallies = [tallies[1]] });
    });

    [Fact]
    public void NoSourceBreaksOutOfSilence() => Assert.All(HostileEvents.Texts, text => Safe(text, new Answer
    {
        Query = new AuditQuery { Scopes = [text] },
        Sources = [new SourceHealth { Source = text, LastDeliveryAt = Some.Now }, new SourceHealth { Source = "b", LastRefusedAt = Some.Now, LastRefusedReason = text }],
    }));

    [Fact]
    public void AFullTableKeepsEveryLine()
    {
        var tallies = Enumerable.Range(0, 50).Select(i => new Tally($"app-{i:00}-{new string('n', 30)}", i, i, i, Some.Now)).ToList();

        var message = AnswerMessage.Of(new Answer { Query = new AuditQuery { Shape = QueryShape.Count, Per = CountPer.App }, Tallies = tallies }, TimeZoneInfo.Utc, Some.Now);

        var json = SlackAudit.Slack.SlackJson.Serialize(message with { Text = "" });
        Assert.All(tallies, tally => Assert.Contains(tally.Name!, json, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alice promoted R1 of billing", "alice@example.com", "acme/billing", "")]
    [InlineData("malice promoted R1 of billings", "alice", "billing", " · by alice (as claimed) · billing")]
    [InlineData("Deployed", "bob", null, " · by bob (as claimed)")]
    public void AListSaysOnlyWhatASummaryDoesNot(string summary, string actor, string? app, string rest)
    {
        var e = Some.Event(app: app, actor: actor) with { Summary = summary };

        var json = SlackAudit.Slack.SlackJson.Serialize(AnswerMessage.Of(new Answer { Query = new AuditQuery(), Events = [e, e] }, TimeZoneInfo.Utc, Some.Now));

        Assert.Contains($"\"  ✅ {summary}{rest}  \"", json, StringComparison.Ordinal);
    }

    static void Safe(string text, Answer answer) => SlackAssert.Safe(AnswerMessage.Of(answer, TimeZoneInfo.Utc, Some.Now), text);
}
