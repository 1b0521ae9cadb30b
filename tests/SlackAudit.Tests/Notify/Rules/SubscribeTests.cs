using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class SubscribeTests
{
    [Theory]
    [InlineData("subscribe \"exec, ssh in production\" here", "exec, ssh in production", "C0OPS", "exec, ssh in production", null)]
    [InlineData("subscribe “exec, ssh in production” here named “Prod Shells”", "exec, ssh in production", "C0OPS", "prod shells", null)]
    [InlineData("subscribe exec, ssh in production here named shells", "exec, ssh in production", "C0OPS", "shells", null)]
    [InlineData("subscribe exec in #dev", "exec", "#dev", "exec", null)]
    [InlineData("subscribe \"exec\" in <#C0DEV|dev> quiet 22:00-07:00 Europe/Berlin named night", "exec", "C0DEV", "night", "22:00-07:00 Europe/Berlin")]
    [InlineData("subscribe \"exec\" <#C0DEV> quiet 22-7", "exec", "C0DEV", "exec", "22:00-07:00 America/New_York")]
    [InlineData("subscribe \"exec\" here quiet 22:00 to 07:00 UTC", "exec", "C0OPS", "exec", "22:00-07:00 UTC")]
    [InlineData("SUBSCRIBE \"exec\"", "exec", "C0OPS", "exec", null)]
    [InlineData("subscribe\u00a0\"deploys by me\" here", "deploy by alice", "C0OPS", "deploy by alice", null)]
    [InlineData("subscribe \"deploys by <@U0ALICE|whoever>\" here", "deploy by alice", "C0OPS", "deploy by alice", null)]
    [InlineData("subscribe \"deploys \"\"roll &amp; back\"\"\" here named x", "deploy \"roll & back\"", "C0OPS", "x", null)]
    [InlineData("subscribe everything here", "everything", "C0OPS", "everything", null)]
    public async Task WhatIsTypedBecomesARuleOnceTheButtonIsPressed(string typed, string question, string channel, string name, string? quiet)
    {
        await using var desk = await RuleDesk.Open();

        var shown = await desk.Type(typed);
        Assert.Empty(desk.Subscriptions);
        var answer = await desk.Press(RuleDesk.ButtonOf(shown).Value!);

        Assert.StartsWith(":white_check_mark: Subscribed", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.ReplaceOriginal);
        Assert.Equal(new Subscription { Name = name, Question = question, Channel = channel, QuietHours = quiet, MadeBy = "alice", MadeAt = Some.Now }, Assert.Single(desk.Subscriptions));
        var said = Assert.Single(await desk.Log.All());
        Assert.Equal(("slackaudit", "policy.subscription", "alice", ActorTrust.Verified, true, name), (said.Source, said.Action, said.Actor, said.ActorTrust, said.Sensitive, said.Target));
    }

    [Theory]
    [InlineData("subscribe", "Say what to tell")]
    [InlineData("subscribe here", "Say what to tell before you say where")]
    [InlineData("subscribe \"exec here", "A quote is not closed")]
    [InlineData("subscribe \"deploys today\" here", "name no time")]
    [InlineData("subscribe \"last deploy\" here", "without last, who or count")]
    [InlineData("subscribe \"who touched x\" here", "without last, who or count")]
    [InlineData("subscribe \"deplyos\" here", "Did you mean")]
    [InlineData("subscribe \"\" here", "Say what to tell before you say where")]
    [InlineData("subscribe \"exec\" somewhere", "I do not understand “somewhere” there")]
    [InlineData("subscribe \"exec\" here quiet at night", "Quiet hours are hours and a time zone")]
    [InlineData("subscribe \"exec\" here quiet", "Quiet hours are hours and a time zone")]
    [InlineData("subscribe \"exec\" here named", "A rule needs a name")]
    [InlineData("subscribe \"exec\" here named Settled", "The settings have a rule named settled")]
    [InlineData("subscribe \"failed deploys\" here", "by the rule Settled")]
    public async Task WhatIsNotUnderstoodIsASentenceAndSavesNothing(string typed, string said)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("Settled", "failed deploys", "#ops"));

        Assert.Contains(said, await desk.Said(typed), StringComparison.Ordinal);

        Assert.Empty(desk.Subscriptions);
        Assert.Empty(await desk.Log.All());
    }

    [Fact]
    public async Task ADirectMessageCannotBeSubscribed()
    {
        await using var desk = await RuleDesk.Open();

        Assert.Contains("A direct message cannot be subscribed", await desk.Said("subscribe exec", channel: "D0ALICE", channelName: "directmessage"), StringComparison.Ordinal);
        Assert.Contains("Nothing is saved yet", await desk.Said("subscribe exec #ops", channel: "D0ALICE", channelName: "directmessage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChannelThatTheSettingsNameIsTheSameChannel()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("failures", "failed", "#ops"));
        await desk.Subscribe("\"exec\" here");

        await desk.Log.Append(Some.Event("exec") with { Outcome = Outcome.Failure });

        Assert.Equal("#ops", Assert.Single(desk.Subscriptions).Channel);
        Assert.Equal([("failures", "#ops")], (await desk.Log.Outbox.OfEventAsync(2, default)).Select(row => (row.Rule, row.Channel)));
    }

    [Fact]
    public async Task AButtonPressedTwiceMakesOneRuleAndAnothersPressIsTheirs()
    {
        await using var desk = await RuleDesk.Open();
        var value = RuleDesk.ButtonOf(await desk.Type("subscribe exec here")).Value!;

        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Press(value, "U0BOB")));
        await desk.Press(value);

        Assert.All(pressed, answer => Assert.Contains("Subscribed", answer.Text, StringComparison.Ordinal));
        Assert.Equal("u0bob", Assert.Single(desk.Subscriptions).MadeBy);
        Assert.Single(await desk.Log.All());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Question\":null,\"Channel\":null,\"Name\":null}")]
    [InlineData("{\"Question\":1,\"Channel\":\"C0OPS\",\"Name\":\"x\"}")]
    [InlineData("{\"Question\":\"deploys today\",\"Channel\":\"C0OPS\",\"Name\":\"x\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"C0OPS\",\"Name\":\"\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"C0OPS\",\"Name\":\"UPPER\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"<!here>\",\"Name\":\"x\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"U0BOB\",\"Name\":\"x\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"C0OPS\",\"Name\":\"x\",\"Quiet\":\"always\"}")]
    [InlineData("{\"Question\":\"deploy\",\"Channel\":\"C0OPS\",\"Name\":\"settled\"}")]
    public async Task WhatAButtonBringsBackIsCheckedLikeWhatIsTyped(string value)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("Settled", "failed", "#x"));

        Assert.Equal(false, (await desk.Press(value)).ReplaceOriginal);
        await desk.Press(new string('x', 5_000));

        Assert.Empty(desk.Subscriptions);
        Assert.Empty(await desk.Log.All());
    }

    [Fact]
    public async Task ANameOfItsOwnIsFoundForEachRule()
    {
        await using var desk = await RuleDesk.Open();

        await desk.Subscribe("exec here");
        await desk.Subscribe("exec #dev");
        Assert.Contains("told of this already, by the rule exec", await desk.Said("subscribe exec here"), StringComparison.Ordinal);
        Assert.Contains("There is a rule named exec already", await desk.Said("subscribe ssh here named EXEC"), StringComparison.Ordinal);

        Assert.Equal(["exec", "exec 2"], desk.Subscriptions.Select(each => each.Name));
    }

    [Fact]
    public async Task ARuleCountsAtOnceAndNoLongerOnceItHasEnded()
    {
        await using var desk = await RuleDesk.Open();
        await desk.Subscribe("\"exec in production\" here named shells");

        await desk.Log.Append(Some.Event("exec") with { Scope = "production" }, Some.Event("exec") with { Scope = "staging" });
        var ended = await desk.Said("unsubscribe Shells", "U0BOB");
        await desk.Log.Append(Some.Event("exec") with { Scope = "production" });

        Assert.StartsWith(":white_check_mark: Unsubscribed: <#C0OPS>", ended, StringComparison.Ordinal);
        Assert.Equal([2L], (await desk.Log.Outbox.NewestAsync(10, default)).Select(row => row.EventId!.Value));
        Assert.Equal("u0bob unsubscribed C0OPS from “exec in production” (rule shells)", (await desk.Log.All())[3].Summary);
    }

    [Theory]
    [InlineData("unsubscribe", "Say which rule")]
    [InlineData("unsubscribe nobody", "There is no rule named “nobody”")]
    [InlineData("unsubscribe shels", "Did you mean shells?")]
    [InlineData("unsubscribe settled", "one of the settings")]
    public async Task WhatCannotBeUnsubscribedIsSaid(string typed, string said)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("Settled", "failed", "#x"));
        await desk.Subscribe("exec here named shells");

        Assert.Contains(said, await desk.Said(typed), StringComparison.Ordinal);
        Assert.Single(desk.Subscriptions);
    }

    [Fact]
    public async Task SubscriptionsListThisChannelsRulesOfBothKinds()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("failures", "failed deploys", "#ops", "22:00-07:00 UTC"), RuleDesk.Rule("elsewhere", "failed", "#x"));
        Assert.StartsWith("No rule tells this channel", await desk.Said("subscriptions", channel: "C0DEV", channelName: "dev"), StringComparison.Ordinal);
        await desk.Subscribe("exec here");

        var here = (await desk.Said("subscriptions")).Split('\n');
        var all = await desk.Said("subscriptions all");

        Assert.Equal("*2* rules tell this channel:", here[0]);
        Assert.StartsWith("• *failures*  `failure deploy` · of the settings · quiet `22:00-07:00 UTC`", here[1], StringComparison.Ordinal);
        Assert.StartsWith("• *exec*  `exec` · by alice, <!date", here[2], StringComparison.Ordinal);
        Assert.Equal("1 rule tells other channels: `/audit subscriptions all`.", here[3]);
        Assert.Contains("• *elsewhere*  `failure` · to #x", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleWhoseQuestionIsNotUnderstoodAnyMoreIsSaid()
    {
        await using var desk = await RuleDesk.Open();
        Assert.Null(await desk.Log.Of<RuleChanges>().SubscribeAsync(new Subscription { Name = "old", Question = "last deploy", Channel = "C0OPS", MadeAt = default }, ActorTrust.None, default));

        Assert.Contains("Not understood any more, and telling nothing: old", await desk.Said("subscriptions"), StringComparison.Ordinal);
        Assert.StartsWith(":white_check_mark: Unsubscribed", await desk.Said("unsubscribe old"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rollback\"")]
    [InlineData("“rollback”")]
    [InlineData("\"\"\"rollback\"\"\"")]
    public async Task ARuleThatHasQuotesInItsNameEndsByThatName(string typed)
    {
        await using var desk = await RuleDesk.Open();
        await desk.Subscribe("\"\"\"rollback\"\"\" here");
        Assert.Equal("\"rollback\"", Assert.Single(desk.Subscriptions).Name);

        Assert.StartsWith(":mute: Muted", await desk.Said($"mute {typed} for 2h because x"), StringComparison.Ordinal);
        Assert.Equal("\"rollback\"", Assert.Single(desk.Mutes).Rule);
        Assert.StartsWith(":loud_sound:", await desk.Said($"unmute {typed}"), StringComparison.Ordinal);
        Assert.StartsWith(":white_check_mark: Unsubscribed", await desk.Said($"unsubscribe {typed}"), StringComparison.Ordinal);
        Assert.Empty(desk.Subscriptions);
    }

    [Fact]
    public async Task TheNameAsItIsShownComesBeforeTheNameInQuotesOfOnesOwn()
    {
        await using var desk = await RuleDesk.Open();
        await desk.Subscribe("exec here named rollback");
        await desk.Subscribe("\"\"\"rollback\"\"\" here");

        await desk.Said("unsubscribe \"rollback\"");
        Assert.Equal("rollback", Assert.Single(desk.Subscriptions).Name);
        await desk.Said("unsubscribe \"rollback\"");
        Assert.Empty(desk.Subscriptions);
    }

    [Fact]
    public async Task NobodyGoesByTheNameOfSomebodyElse()
    {
        await using var desk = await RuleDesk.Open();
        var value = RuleDesk.ButtonOf(await desk.Type("subscribe exec here")).Value!;

        // Whoever calls herself alice-gh in Slack is not whom the settings know by that name.
        await desk.Press(value, "ALICE-GH");

        Assert.Equal("ALICE-GH", Assert.Single(desk.Subscriptions).MadeBy);
    }

    [Fact]
    public async Task WhatSomebodyTypesIsNeverMoreThanText()
    {
        await using var desk = await RuleDesk.Open();

        foreach (var text in HostileEvents.Texts)
            foreach (var typed in new[] { $"subscribe {text}", $"subscribe \"\"\"{text.Replace("\"", "", StringComparison.Ordinal)}\"\"\" here", $"subscribe exec here named {text}", $"subscribe exec here quiet {text}", $"unsubscribe {text}", $"subscriptions {text}" })
                Slack.SlackAssert.Safe(await desk.Type(typed), text);
    }
}
