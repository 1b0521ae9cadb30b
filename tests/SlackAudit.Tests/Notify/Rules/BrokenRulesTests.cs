using Microsoft.Extensions.Logging;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Rules;
using SlackAudit.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class BrokenRulesTests
{
    // What no reader makes: it cannot be compiled.
    static readonly NotificationRule Broken = new("broken", new AuditQuery { Texts = [null!] }, "#a");

    static readonly NotificationRule Text = new("text", new AuditQuery { Texts = ["shipped"] }, "#a");

    [Fact]
    public async Task ARuleThatBreaksHoldsUpNoEventAndNoOtherRuleAndIsToldOnceADay()
    {
        await using var desk = await NotifyDesk.Open();
        var rules = Rules(desk, [Broken, new("all", new AuditQuery { Sources = ["generic"] }, "#a"), new("health", new AuditQuery { Actions = [Actions.Policy], Sensitive = true }, "#ops")]);
        desk.Log.Owes = rules.Route;

        for (var i = 0; i < 3; i++) await desk.Owe("myapp", "shipped it");
        await Recorded(desk, 4);

        var all = await desk.Log.All();
        var told = Assert.Single(all, e => e.Source == OwnSource.Name);
        Assert.Equal(("policy.rule", "broken", true), (told.Action, told.Target, told.Sensitive));
        Assert.Equal([("all", "#a"), ("all", "#a"), ("all", "#a"), ("health", "#ops")], (await desk.Log.Outbox.NewestAsync(10, default)).Select(owed => (owed.Rule, owed.Channel)).Order());
        Assert.Equal(["all"], rules.Met(all.First(e => e.Source == "generic"), "#a"));
        Assert.Contains(desk.Lines, line => line.Contains("The rule broken could not be asked of event generic", StringComparison.Ordinal));

        desk.Log.Time.Advance(TimeSpan.FromDays(1));
        await desk.Owe("myapp", "shipped it");
        await Recorded(desk, 6);
        Assert.Equal(2, (await desk.Log.All()).Count(e => e.SourceAction == "rule.broke"));
    }

    [Fact]
    public async Task AnEventThatBreaksAQuestionMeetsItNotAndMeetsTheOthers()
    {
        await using var desk = await NotifyDesk.Open();
        var rules = Rules(desk, [Text, new("all", new AuditQuery(), "#b")]);

        Assert.Equal(["all"], rules.Route(Some.Event() with { Summary = null! }).Select(owed => owed.Rule));
        Assert.Equal(["text", "all"], rules.Route(Some.Event() with { Summary = "shipped it" }).Select(owed => owed.Rule));
    }

    static NotificationRules Rules(NotifyDesk desk, IReadOnlyList<NotificationRule> rules)
    {
        var logging = LoggerFactory.Create(builder => builder.AddProvider(new ListLoggerProvider(desk.Lines)));
        return new(rules, desk.Clock, broken: new BrokenRules(() => desk.Log.Of<RuleChanges>(), desk.Log.Time, logging.CreateLogger<BrokenRules>()));
    }

    static async Task Recorded(NotifyDesk desk, int events)
    {
        while ((await desk.Log.All()).Count < events) await Task.Delay(10);
        // Nothing more comes.
        await desk.Log.Append();
    }
}
