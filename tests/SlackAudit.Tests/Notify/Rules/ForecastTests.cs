using SlackAudit.Events;
using SlackAudit.Notify.Rules;
using SlackAudit.Record;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class ForecastTests
{
    [Fact]
    public void AlikeEventsWithinTenMinutesAreOneMessage()
    {
        var forecast = Forecast.Of(Past(
            E(1, 0), E(2, 9.9), E(3, 10), E(4, 21),
            E(5, 0, actor: "bob"), E(6, 0, app: "shop"), E(7, 0, action: "exec"), E(8, 1, actor: "ALICE"), E(9, 1, outcome: Outcome.Failure),
            E(10, 0, action: Actions.Read), E(11, 0.5, action: Actions.Read, sensitive: true)));

        Assert.Equal((10, 8, 5), (forecast.Events, forecast.Messages, forecast.WorstMinute));
        Assert.Equal(Some.Now, forecast.WorstAt);
        // The newest of each kind, the newest first.
        Assert.Equal([4L, 9, 11], forecast.Samples);
    }

    [Fact]
    public void NothingIsNothing()
    {
        var forecast = Forecast.Of(Past());

        Assert.Equal((0, 0, 0, null), (forecast.Events, forecast.Messages, forecast.WorstMinute, forecast.WorstAt));
        Assert.Empty(forecast.Samples);
    }

    [Fact]
    public async Task ItIsShownBeforeAnythingIsSaved()
    {
        await using var desk = await RuleDesk.Open();
        await desk.Log.Append([.. Enumerable.Range(0, 30).Select(i => Some.Event("exec", $"app{i % 20}") with { OccurredAt = Some.Now.AddDays(-3).AddSeconds(i), Summary = $"alice ran *{i}*" }), Some.Event("exec") with { OccurredAt = Some.Now.AddDays(-31) }]);

        var shown = await desk.Type("subscribe exec here");

        Assert.Contains("In the last 30 days that would have been *20 messages* for 30 events (alike ones within ten minutes are one message), *20* in the worst minute (<!date^1772200980^", shown.Text, StringComparison.Ordinal);
        Assert.Equal(["`#30`", "`#29`", "`#28`"], shown.Text!.Split('\n').Where(line => line.StartsWith('•')).Select(line => line.Split("  ")[^1]));
        Assert.Contains("alice ran ∗29∗", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The log begins", shown.Text, StringComparison.Ordinal);
        Assert.Equal("Subscribe", RuleDesk.ButtonOf(shown).Text.Text);
        Assert.IsType<ContextBlock>(shown.Blocks[^1]);
        Assert.Empty(desk.Subscriptions);
        Assert.Equal(31, (await desk.Log.All()).Count);
    }

    [Fact]
    public async Task AYoungLogAndAnEmptyOneSayWhatTheyAre()
    {
        await using var desk = await RuleDesk.Open();
        Assert.Contains("In the last 30 days it would have told nothing.", await desk.Said("subscribe exec here"), StringComparison.Ordinal);
        await desk.Log.Append(Some.Event("deploy") with { OccurredAt = Some.Now.AddDays(-2) }, Some.Event("exec"));

        var shown = await desk.Said("subscribe exec here");

        Assert.Contains("*1 message*, *1* in the worst minute", shown, StringComparison.Ordinal);
        Assert.Contains("The log begins <!date^1772287380^", shown, StringComparison.Ordinal);
    }

    static Past Past(params PastEvent[] events) => new(events, Some.Now.AddDays(-30), false, null);

    static PastEvent E(long id, double minute, string action = "deploy", string? actor = "alice", string? app = "myapp", Outcome outcome = Outcome.Success, bool sensitive = false) =>
        new(id, Some.Now.AddMinutes(minute), action, actor, app, sensitive, outcome);
}
