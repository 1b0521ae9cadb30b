using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class WhyTests
{
    [Fact]
    public async Task ItTellsWhereAnEventCameFromAndWhichRulesItMetOrJustDidNot()
    {
        await using var desk = await RuleDesk.Open(
            RuleDesk.Rule("deploys", "deploys", "#ops"), RuleDesk.Rule("staging", "deploys in staging", "#ops"), RuleDesk.Rule("not alice", "deploys not by alice", "#ops"),
            RuleDesk.Rule("text", "deploys \"rollback\"", "#ops"), RuleDesk.Rule("far", "exec in staging", "#x"), RuleDesk.Rule("word", "deploys billing", "#x"));
        await desk.Log.Append(Some.Event("exec"), Some.Event() with { Scope = "production", OccurredAt = Some.Now.AddMinutes(-3), SourceEventId = "abc" });
        await desk.Log.Outbox.ChangeAsync(new NotificationChange(1, 0, NotificationState.Posted) { DueAt = Some.Now, SlackChannel = "C0OPS", SlackTs = "1772460180.000001" }, default);

        var lines = (await desk.Said("why 2")).Split('\n');

        var hash = Convert.ToHexStringLower((await desk.Log.All())[1].Hash);
        Assert.Equal("*Event `2`*  alice did deploy of myapp", lines[0]);
        Assert.StartsWith("*Received*  from generic as `abc`, number 2 of the delivery that begins with event `1`, 3 min after it happened (<!date^1772460000^", lines[1], StringComparison.Ordinal);
        Assert.Matches($@"^\*Recorded\*  <!date.* as number `2`, hash `{hash}`\.$", lines[2]);
        Assert.Equal(
            [
                ":heavy_check_mark: Met the rule *deploys* (#ops): `deploy`",
                ":heavy_minus_sign: Just not *staging* (#ops): scope: in staging was asked for, and it is production.",
                ":heavy_minus_sign: Just not *not alice* (#ops): it leaves out by alice.",
                ":heavy_minus_sign: Just not *text* (#ops): the summary does not say \"rollback\".",
                ":heavy_minus_sign: Just not *word* (#x): no app, target or actor is billing.",
                "1 other rule asks for something else.",
                "*Told*  #ops, rule deploys: posted, <https://acme.slack.com/archives/C0OPS/p1772460180000001|the message> (`1772460180.000001`).",
            ],
            lines[3..]);
    }

    [Fact]
    public async Task EveryStateIsExplained()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"), RuleDesk.Rule("night", "exec", "#ops", "15:00-18:00 Europe/Berlin"));
        await desk.Type("mute app:muted for 2h because load test");
        await desk.Log.Append(Some.Event(app: "muted"), Some.Event("exec"), Some.Event(app: "waits"), Some.Event(app: "failed"), Some.Event(app: "joined"), Some.Event("login"), Some.Event(Actions.Read));
        var rows = (await desk.Log.Outbox.NewestAsync(10, default)).OrderBy(row => row.Id).ToDictionary(row => row.EventId!.Value);
        await desk.Log.Outbox.ChangeAsync(new NotificationChange(rows[4].Id, 0, NotificationState.Waiting) { NewAttempts = 1, DueAt = Some.Now.AddSeconds(30), Reason = "Slack asks to wait." }, default);
        await desk.Log.Outbox.ChangeAsync(new NotificationChange(rows[5].Id, 0, NotificationState.Failed) { NewAttempts = 2, DueAt = Some.Now, Reason = "not_in_channel" }, default);

        async Task<string> Last(long id) => (await desk.Said($"why #{id}")).Split('\n')[^1];

        Assert.Equal("*Told*  #ops, rule deploys: muted. alice muted app:muted until 2026-03-02 16:03 UTC: load test", await Last(2));
        Assert.Contains("`deploy`; alice muted app:muted until 2026-03-02 16:03 UTC: load test", (await desk.Said("why 2")).Split('\n')[3], StringComparison.Ordinal);
        Assert.Matches("rule night: waits until <!date.*>. Until then the rule's quiet hours last.$", await Last(3));
        Assert.Contains("in its quiet hours, `15:00-18:00 Europe/Berlin`", await desk.Said("why event 3"), StringComparison.Ordinal);
        Assert.Matches("waits until <!date.*> after 1 try. Slack asks to wait.$", await Last(4));
        Assert.Equal("*Told*  #ops, rule deploys: failed for good after 2 tries. not_in_channel", (await Last(5)).Replace('ˍ', '_'));
        Assert.Contains("not posted yet", await Last(6), StringComparison.Ordinal);
        Assert.Equal("*Told*  nobody, since no rule asked for it.", await Last(7));
        Assert.Contains("read is routine, which is recorded but never announced", await desk.Said("why 8"), StringComparison.Ordinal);
        Assert.Contains("the log said it itself", await desk.Said("why 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsToldOfASensitiveEventIsRecorded()
    {
        await using var desk = await RuleDesk.Open();
        await desk.Log.Append(Some.Event(), Some.Event(Actions.Exec) with { Sensitive = true });

        await desk.Said("why 1");
        await desk.Said("why 2");
        await desk.Said("why #2");

        var read = Assert.Single(await desk.Log.All(), e => e.ActionRoot == Actions.Read);
        Assert.Equal(("alice", "log.question"), (read.Actor, read.SourceAction));
        Assert.EndsWith(": why 2", read.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleMadeLaterSaysSo()
    {
        await using var desk = await RuleDesk.Open();
        await desk.Log.Append(Some.Event("exec"));
        desk.Log.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Subscribe("exec here");

        var said = await desk.Said("why last exec");

        Assert.Contains("but that was made later, <!date", said, StringComparison.Ordinal);
        Assert.Contains("*Told*  nobody: when it was recorded no rule asked for it.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("why", "Say which event, by its number")]
    [InlineData("why 99", "There is no event 99 in the log")]
    [InlineData("why 99999999999999999999999", "")]
    [InlineData("why last deploy of nothing", "Nothing in the log matches")]
    [InlineData("why deplyo", "Did you mean")]
    public async Task AnEventThatIsNotThereIsASentence(string typed, string said)
    {
        await using var desk = await RuleDesk.Open();

        Assert.Contains(said, await desk.Said(typed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileEventsAndManyRulesFitIntoAnAnswer()
    {
        await using var desk = await RuleDesk.Open([.. Enumerable.Range(0, 40).Select(i => RuleDesk.Rule($"*rule* {i} <!here>", i % 2 == 0 ? "everything" : $"by \"{new string('x', 900)}\"", $"#c{i}"))]);
        var id = 0;
        foreach (var text in HostileEvents.Texts)
        {
            await desk.Log.Append(HostileEvents.Event(text) with { SourceEventId = text + id });
            Slack.SlackAssert.Safe(await desk.Type($"why {++id}"), text);
            Slack.SlackAssert.Safe(await desk.Type($"why {text}"), text);
        }
    }
}
