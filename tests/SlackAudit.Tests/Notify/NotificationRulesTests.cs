using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Record;

namespace SlackAudit.Tests.Notify;

public sealed class NotificationRulesTests
{
    static readonly QuestionContext Settings = new(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, []);

    [Theory]
    [InlineData("env", "env.change", true)]
    [InlineData("env.change", "env", false)]
    [InlineData("deploys", "deploy", true)]
    [InlineData("exec, ssh, db", "ssh.tunnel", true)]
    [InlineData("myapp", "deploy", true)]
    [InlineData("app:acme/myapp", "deploy", true)]
    [InlineData("app:other/myapp", "deploy", false)]
    [InlineData("in production", "deploy", true)]
    [InlineData("in staging", "deploy", false)]
    [InlineData("sensitive", "deploy", false)]
    [InlineData("deploy not by alice", "deploy", false)]
    [InlineData("deploy not by ci-bot", "deploy", true)]
    [InlineData("failed", "deploy", false)]
    [InlineData("\"R17\"", "deploy", true)]
    [InlineData("from generic", "deploy", true)]
    public async Task AQuestionFromTheSettingsDecides(string question, string action, bool told)
    {
        var e = Some.Event(action, app: "Acme/MyApp") with { Scope = "production", Summary = "alice promoted r17" };
        await using var desk = await NotifyDesk.Open([Rule("r", question, "#a")]);

        Assert.Equal(told ? [("r", "#a")] : [], desk.Rules.Route(e).Select(owed => (owed.Rule, owed.Channel)));
    }

    [Fact]
    public async Task ARuleMeetsAPersonByANameThatWasLinkedSince()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Log.Owes = _ => [];
        var rules = new NotificationRules([Rule("r", "by alice", "#a")], desk.Clock, desk.Log.Of<Identities>());
        var e = Some.Event(actor: "liddell-gh");

        Assert.Empty(rules.Route(e));
        Assert.Null(await desk.Log.Of<IdentityLinks>().LinkAsync("liddell-gh", "alice", null, ActorTrust.None, default));
        Assert.Single(rules.Route(e));
        Assert.Null(await desk.Log.Of<IdentityLinks>().UnlinkAsync("liddell-gh", null, ActorTrust.None, default));
        Assert.Empty(rules.Route(e));
    }

    [Fact]
    public async Task ARoutineReadIsToldNobodyWhateverTheRule()
    {
        await using var desk = await NotifyDesk.Open([Rule("all", "from generic", "#a"), Rule("reads", "read", "#a")]);

        Assert.Empty(desk.Rules.Route(Some.Event(Actions.Read)));
        Assert.NotEmpty(desk.Rules.Route(Some.Event(Actions.Read) with { Sensitive = true }));
    }

    [Fact]
    public async Task EveryChannelIsToldOnceInTheOrderOfTheSettings()
    {
        await using var desk = await NotifyDesk.Open([Rule("one", "deploy", "#b"), Rule("two", "myapp", "#a"), Rule("three", "by alice", "#b"), Rule("four", "failed", "#c")]);

        Assert.Equal([("one", "#b"), ("two", "#a")], desk.Rules.Route(Some.Event()).Select(owed => (owed.Rule, owed.Channel)));
    }

    [Fact]
    public async Task AnEventThatMeetsTwoRulesOfAChannelIsOneMessageThatNamesBoth()
    {
        await using var desk = await NotifyDesk.Open([Rule("deploys", "deploy", "#a"), Rule("<!here>", "myapp", "#a"), Rule("elsewhere", "myapp", "#b")]);
        desk.Log.Owes = desk.Rules.Route;

        await desk.Log.Append(Some.Event());
        await desk.Send();

        Assert.Equal(["#a", "#b"], desk.Slack.Posts.Select(post => post.Message.Channel).Order());
        var json = SlackAudit.Slack.SlackJson.Serialize(desk.Slack.Posts.Single(post => post.Message.Channel == "#a").Message);
        Assert.Contains("rules deploys, &lt;!here&gt; · event", json, StringComparison.Ordinal);
        Assert.Contains("rule elsewhere · event", SlackAudit.Slack.SlackJson.Serialize(desk.Slack.Posts.Single(post => post.Message.Channel == "#b").Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleThatWasRenamedSinceStillNamesWhatAskedForTheMessage()
    {
        await using var desk = await NotifyDesk.Open([Rule("new name", "deploy", "#a")]);
        await desk.Owe("#a", "first");

        await desk.Send();

        Assert.Contains("rules all, new name", SlackAudit.Slack.SlackJson.Serialize(Assert.Single(desk.Slack.Posts).Message), StringComparison.Ordinal);
    }

    static NotificationRule Rule(string name, string question, string channel) => new(name, Question.Parse(question, Settings).Query!, channel);
}
