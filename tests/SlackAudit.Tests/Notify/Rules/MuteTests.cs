using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class MuteTests
{
    [Theory]
    [InlineData("mute Prod Exec for 2h because load test", "prod exec", null, 2, "load test")]
    [InlineData("mute “prod exec” for 90 min because “it's noisy”", "prod exec", null, 1.5, "it's noisy")]
    [InlineData("mute app:billing for 1d because the for loop runs because of us", null, "app:billing", 24, "the for loop runs because of us")]
    [InlineData("mute by:ci-bot for a week because &lt;noise&gt; of <@U0BOB|bob>", null, "by ci-bot", 168, "<noise> of bob")]
    [InlineData("mute \"failed builds in staging\" FOR two hours BECAUSE x", null, "failure build in staging", 2, "x")]
    [InlineData("mute by:<@U0ALICE|a> for 7 days because x", null, "by alice", 168, "x")]
    public async Task WhatIsTypedIsMuted(string typed, string? rule, string? question, double hours, string reason)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("prod exec", "exec in production", "#ops"));

        var said = await desk.Said(typed);

        Assert.StartsWith(":mute: Muted until", said, StringComparison.Ordinal);
        var mute = Assert.Single(desk.Mutes);
        Assert.Equal((rule, question, Some.Now.AddHours(hours), reason, "alice"), (mute.Rule, mute.Question, mute.Until, mute.Reason, mute.MutedBy));
        var e = Assert.Single(await desk.Log.All());
        Assert.Equal(("policy.mute", "alice", ActorTrust.Verified, true), (e.Action, e.Actor, e.ActorTrust, e.Sensitive));
    }

    [Theory]
    [InlineData("mute", "Say what to mute, for how long and why")]
    [InlineData("mute for 2h because x", "Say what to mute, for how long and why")]
    [InlineData("mute app:x because x", "Say for how long")]
    [InlineData("mute app:x for ever because x", "Say for how long in minutes")]
    [InlineData("mute app:x for 8 days because x", "seven days at most")]
    [InlineData("mute app:x for 99999999999999d because x", "seven days at most")]
    [InlineData("mute app:x for 5 months because x", "seven days at most")]
    [InlineData("mute app:x for 0h because x", "seven days at most")]
    [InlineData("mute app:x for 2h", "Say why")]
    [InlineData("mute app:x for 2h because", "Say why")]
    [InlineData("mute app:x for 2h because   \"\"", "Say why")]
    [InlineData("mute prod exce for 2h because x", "There is no rule named “prod exce”")]
    [InlineData("mute billing for 2h because x", "write app:NAME or by:NAME")]
    [InlineData("mute \"everything\" for 2h because x", "That would mute everything")]
    [InlineData("mute \"deploys today\" for 2h because x", "name no time")]
    [InlineData("mute \"app:x for 2h because x", "A quote is not closed")]
    [InlineData("mute app:x for 2h because password=hunter2hunter2", "looks like a password")]
    public async Task WhatIsNotUnderstoodIsASentenceAndMutesNothing(string typed, string said)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("prod exec", "exec in production", "#ops"));

        Assert.Contains(said, await desk.Said(typed), StringComparison.Ordinal);

        Assert.Empty(desk.Mutes);
        Assert.Empty(await desk.Log.All());
    }

    [Fact]
    public async Task WhatIsMutedIsRecordedCountedAndNotToldUntilItEnds()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"));
        Assert.StartsWith("Nothing is muted", await desk.Said("mutes"), StringComparison.Ordinal);
        await desk.Type("mute app:billing for 2h because the migration runs");

        await desk.Log.Append(Some.Event(app: "acme/billing"), Some.Event(app: "billing") with { Sensitive = true }, Some.Event(app: "shop"));
        var muted = await desk.Said("mutes");
        var subscriptions = await desk.Said("subscriptions");
        desk.Log.Time.Advance(TimeSpan.FromHours(2));
        await desk.Log.Append(Some.Event(app: "billing"));
        var after = await desk.Said("mutes");

        var rows = (await desk.Log.Outbox.NewestAsync(10, default)).OrderBy(row => row.Id).ToList();
        Assert.Equal([(2L, NotificationState.Muted), (3L, NotificationState.Muted), (4L, NotificationState.Pending), (5L, NotificationState.Pending)], rows.Select(row => (row.EventId!.Value, row.State)));
        Assert.Equal("alice muted app:billing until 2026-03-02 16:03 UTC: the migration runs", rows[0].Reason);
        Assert.Matches(@"^• `app:billing` · until <!date\S+ \S+ .* · alice: the migration runs · \*2\* muted since", muted);
        Assert.Contains("of the settings · 2 muted since", subscriptions, StringComparison.Ordinal);
        Assert.Contains("ended <!date", after, StringComparison.Ordinal);
        Assert.Contains("*2* muted since", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleThatIsMutedLeavesItsChannelToTheOthers()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"), RuleDesk.Rule("shop", "app:shop", "#ops"), RuleDesk.Rule("all", "deploys", "#x"));
        await desk.Type("mute deploys for 2h because x");

        await desk.Log.Append(Some.Event(app: "shop"), Some.Event(app: "billing"));

        Assert.Equal(
            [("#ops", "shop", NotificationState.Pending), ("#x", "all", NotificationState.Pending), ("#ops", "deploys", NotificationState.Muted), ("#x", "all", NotificationState.Pending)],
            (await desk.Log.Outbox.NewestAsync(10, default)).OrderBy(row => row.Id).Select(row => (row.Channel, row.Rule, row.State)));
    }

    [Fact]
    public async Task WhatWeakensTheWatchingIsToldWhateverIsMuted()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("all", "sensitive", "#ops"));
        await desk.Type("mute all for 2h because x");
        await desk.Type("mute by:mallory for 2h because x");

        await desk.Log.Append(Some.Event("tamper.hook", actor: "mallory") with { Sensitive = true }, Some.Event("exec", actor: "mallory") with { Sensitive = true });
        await desk.Type("mute app:x for 2h because x", "MALLORY");

        Assert.Equal(
            [(1L, NotificationState.Pending), (2L, NotificationState.Pending), (3L, NotificationState.Pending), (4L, NotificationState.Muted), (5L, NotificationState.Pending)],
            (await desk.Log.Outbox.NewestAsync(10, default)).OrderBy(row => row.Id).Select(row => (row.EventId!.Value, row.State)));
    }

    [Theory]
    [InlineData("unmute app:billing")]
    [InlineData("unmute \"app:billing\"")]
    [InlineData("unmute “app:billing”")]
    public async Task AMuteCanBeLifted(string typed)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"));
        await desk.Type("mute app:billing for 2h because x");
        await desk.Type("mute app:billing for 3h because x");
        await desk.Type("mute deploys for 3h because x");

        Assert.StartsWith(":loud_sound: Told again from now on: `app:billing`", await desk.Said(typed, "U0BOB"), StringComparison.Ordinal);
        Assert.Equal("deploys", Assert.Single(desk.Mutes).Rule);
        Assert.StartsWith(":loud_sound: Told again from now on: the rule *deploys*", await desk.Said("unmute Deploys"), StringComparison.Ordinal);
        Assert.Empty(desk.Mutes);
        Assert.Contains("is not muted", await desk.Said(typed), StringComparison.Ordinal);
        Assert.Contains("Say what to unmute", await desk.Said("unmute"), StringComparison.Ordinal);
        Assert.Equal(3, (await desk.Log.All()).Count(e => e.SourceAction == "mute.lifted"));
    }

    [Fact]
    public async Task WhatSomebodyTypesIsNeverMoreThanText()
    {
        await using var desk = await RuleDesk.Open();

        foreach (var text in HostileEvents.Texts)
            foreach (var typed in new[] { $"mute {text} for 2h because x", $"mute app:x for {text} because x", $"mute app:x for 2h because {text}", $"unmute {text}", $"mutes {text}" })
                Slack.SlackAssert.Safe(await desk.Type(typed), text);
        Slack.SlackAssert.Safe(await desk.Type("mutes"), HostileEvents.Texts);
        Assert.NotEmpty(desk.Mutes);
    }

    [Fact]
    public async Task QuietHoursHoldBackWhatIsNotSensitive()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("night", "deploys", "#ops", "15:00-18:00 Europe/Berlin"), RuleDesk.Rule("always", "failed", "#ops"));

        await desk.Log.Append(Some.Event(), Some.Event() with { Sensitive = true }, Some.Event() with { Outcome = Outcome.Failure });

        Assert.Equal(
            [("night", new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero)), ("night", Some.Now), ("always", Some.Now)],
            (await desk.Log.Outbox.NewestAsync(10, default)).OrderBy(row => row.Id).Select(row => (row.Rule, row.DueAt)));
    }
}
