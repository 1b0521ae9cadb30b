using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Record.News;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Record.Asking;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestReportTests
{
    static readonly DateTimeOffset End = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Start = End.AddDays(-1);

    [Fact]
    public async Task TheFiguresAreThoseOfASmallWorldCountedByHand()
    {
        await using var log = await World();

        var report = await Report(log, "");

        Assert.Equal((10L, 4L), Count(report.Total));
        Assert.Equal((6L, 2L), Count(report.Deploys));
        Assert.Equal((1L, 0L), Count(report.Sensitive.Count));
        Assert.Equal((2L, 1L), Count(report.Failures.Count));
        Assert.Equal([("acme/billing", 3, 1, 0), ("shop", 3, 0, 2)], report.DeploysByApp.Select(app => (app.App!, app.Count, app.Failed, app.Unfinished)));
        Assert.Equal([("alice", 2), ("bob", 1)], report.DeploysByApp[0].People);
        Assert.Equal([("carol", 2), (null, 1)], report.DeploysByApp[1].People);
        Assert.Equal([("deploy", 8L, 3L), ("build", 1L, 0L), ("exec", 1L, 0L), ("env.change", 0L, 1L)], report.Actions.OrderBy(a => a.Count == 0).ThenByDescending(a => a.Count).ThenBy(a => a.Name).Select(a => (a.Name!, a.Count, a.Before!.Value)));
        Assert.Equal([("acme/billing", 7L, 3L), ("shop", 3L, 0L), ("old", 0L, 1L)], report.Apps.Select(a => (a.Name!, a.Count, a.Before!.Value)));
        Assert.Equal(["bob built", "alice failed R2"], report.Failures.Events.Select(e => e.Summary));
        Assert.Equal(15, report.Checkpoint.Sequence);
    }

    [Fact]
    public async Task TheWordsSayWhatTheBlocksShow()
    {
        await using var log = await World();

        var message = DigestMessage.Of(await Report(log, ""));

        Assert.Equal(
            """
            every morning: 2026-03-01 09:00 UTC to 2026-03-02 09:00 UTC, in brackets against the day before.
            Events 10 (+6), deploys 6 (+4), sensitive 1 (+1), failures 2 (+1).
            Deploys: acme/billing 3 (alice 2, bob 1), 1 failed; shop 3 (carol 2, not said 1), 2 not finished.
            Sensitive: bob opened a shell.
            New: build first use of this action, by bob on acme/billing; exec first use of this action, by bob on acme/billing; bob is new here: deploy on acme/billing; carol is new here: deploy on shop; shop is a new app: deploy by carol. Not in the log before, which begins 2026-02-28 13:00 UTC.
            Failures: bob built; alice failed R2.
            Deploys, last 2 days: 4 succeeded: 2 a day, on 2 of 2 days. Changes that failed: 2 of 6 (33.3 %), good again after 2 h 0 min, 20 h 0 min. Lead time: not known, since no push, merge or build refers to what was deployed.
            Sat 28 Feb █▒ 2, 1 failed
            Sun 1 Mar ███▒ 4, 1 failed
            By action: deploy 8, build 1, exec 1, env.change 0.
            By app: acme/billing 7, shop 3, old 0.
            """,
            message.Text![..message.Text!.IndexOf("\nCheckpoint", StringComparison.Ordinal)].Replace("exec 1, build 1", "build 1, exec 1", StringComparison.Ordinal));
        var json = SlackJson.Serialize(message);
        Assert.All(["every morning: Sun 1 Mar 09:00 to Mon 2 Mar 09:00", "*Events*\\n10 (+6)", "*Deploys*\\n6 (+4)", "3 (alice 2, bob 1), 1 failed", "old 0 (−1)", "zone UTC"],
            said => Assert.Contains(said, json, StringComparison.Ordinal));
        SlackAssert.Safe(message);
    }

    [Theory]
    [InlineData("builds", 0, 0, 1)]
    [InlineData("app:shop", 3, 0, 0)]
    [InlineData("success", 3, 1, 0)]
    [InlineData("sensitive:no", 6, 0, 2)]
    [InlineData("action:deploy.rollback", 0, 0, 0)]
    [InlineData("deploys, builds", 6, 0, 2)]
    public async Task AllOfADigestIsAboutItsOwnQuestion(string of, int deploys, int sensitive, int failures)
    {
        await using var log = await World();

        var report = await Report(log, of);

        Assert.Equal((deploys, sensitive, failures), (report.Deploys.Count, report.Sensitive.Count.Count, report.Failures.Count.Count));
    }

    [Fact]
    public async Task ADayOnWhichNothingHappenedIsOneLineThatExplainsTheSilence()
    {
        await using var log = await TestLog.OnSqlite();
        var never = DigestMessage.Of(await Report(log, ""));
        await log.Append(Some.Event() with { OccurredAt = End.AddHours(-30) });

        var quiet = DigestMessage.Of(await Report(log, ""));

        Assert.Contains("No source has been heard yet.", SlackJson.Serialize(never), StringComparison.Ordinal);
        Assert.StartsWith("every morning: nothing was recorded from 2026-03-01 09:00 UTC to 2026-03-02 09:00 UTC (the day before: 1).", quiet.Text, StringComparison.Ordinal);
        Assert.Single(quiet.Blocks, block => block is not SlackAudit.Slack.Blocks.ContextBlock);
        Assert.Contains("Last heard: generic <!date^", SlackJson.Serialize(quiet), StringComparison.Ordinal);
        SlackAssert.Safe(quiet);
    }

    [Fact]
    public async Task WhereThereArePagesTheEventsOfADigestLeadToThem()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event() with { OccurredAt = Start, Outcome = Outcome.Failure }, Some.Event(Actions.Exec) with { OccurredAt = Start, Sensitive = true });
        var report = await Report(log, "");

        var with = SlackJson.Serialize(BlockKit.Fit(DigestMessage.Of(report, new EventPages(new Uri("https://audit.example.com")))));
        var without = SlackJson.Serialize(BlockKit.Fit(DigestMessage.Of(report, EventPages.None)));

        foreach (var id in new[] { 1, 2 }) Assert.Contains($"https://audit.example.com/events/{id}\"", with, StringComparison.Ordinal);
        Assert.DoesNotContain("/events/", without, StringComparison.Ordinal);
        Assert.Contains("#2", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHugeDayFitsAndItsFiguresAreStillRight()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append([.. Enumerable.Range(0, 5000).Select(i => Some.Event(app: $"{i % 300:000}-{new string('n', 200)}", actor: $"{i % 7}{new string('p', 200)}") with
        {
            OccurredAt = Start.AddSeconds(i),
            Outcome = i % 10 == 0 ? Outcome.Failure : Outcome.Success,
            Sensitive = i % 50 == 0,
            Summary = $"{i} {new string('&', 900)}",
        })]);
        await log.Append([.. Enumerable.Range(0, 100).Select(i => Some.Event(app: $"{i:000}-{new string('n', 200)}") with { OccurredAt = Start.AddHours(-1) })]);

        var report = await Report(log, "");
        var message = BlockKit.Fit(DigestMessage.Of(report));

        Assert.Equal(((5000L, 100L), (5000L, 100L), (100L, 0L), (500L, 0L)), (Count(report.Total), Count(report.Deploys), Count(report.Sensitive.Count), Count(report.Failures.Count)));
        Assert.Equal(300, report.DeploysByApp.Count);
        // The log lists fifty apps of each period: what an app had before is known, or not said.
        Assert.All(report.Apps, app => Assert.True(app.Before is null or 1, app.Name));
        SlackAssert.Safe(message);
        // Whatever else is cut from the words, the checkpoint is not.
        Assert.InRange(message.Text!.Length, 3500, 4000);
        Assert.EndsWith($"Checkpoint 5100 {Convert.ToHexStringLower(report.Checkpoint.Hash)}.", message.Text, StringComparison.Ordinal);
        Assert.Contains("and 290 more", SlackJson.Serialize(message), StringComparison.Ordinal);
        Assert.Contains("and 490 more", SlackJson.Serialize(message), StringComparison.Ordinal);
    }

    [Fact]
    public void NoNameBreaksOut() => Assert.All(HostileEvents.Texts, text =>
    {
        AuditEvent[] told = [HostileEvents.Event(text), HostileEvents.Event(text, 0)];
        var listed = new Listed(told, new Compared(null, 5, 5));
        var report = new DigestReport
        {
            Digest = Rule("") with { Name = text },
            Start = Start,
            End = End,
            Total = new Compared(null, 5, 7),
            Deploys = new Compared(null, 5, 5),
            DeploysByApp = [new Deployed(text, 3, 1, 1, [(text, 2), (null, 1)]), new Deployed(null, 1, 0, 0, [(null, 1)])],
            StartOfPrevious = Start.AddDays(-1),
            Sensitive = new SensitiveEvents(told, 3, new Compared(null, 5, 5), told.DistinctBy(e => e.Id).ToDictionary(e => e.Id, e => new Confirmation { EventId = e.Id, Answer = Confirmation.No, AnsweredBy = e.Actor, AnsweredAt = e.OccurredAt })),
            Open = new OpenSessions([.. told.Select(e => new Session(e, null))], Start, 2),
            News = new DigestNews { New = [.. Enum.GetValues<NoveltyKind>().Select(kind => new Novelty(kind, told[0], true))], Stopped = told, LogBeginsAt = Start, NotLookedUp = 3 },
            Velocity = new Velocity
            {
                Stretches = [new StretchDeploys(new Stretch(Start, End, "Sun 1 Mar"), 1, 1)],
                Deployments = Deployment.Of(told),
                IsOfProduction = true,
                CutAt = Start,
                Lead = new LeadTimes([TimeSpan.FromHours(1)], [], 2, 1, 1),
            },
            LeftOut = [text],
            Failures = listed,
            Actions = [new Compared(text, 1, null), new Compared(null, 1, 2)],
            Apps = [new Compared(text, 1, null), new Compared(null, 1, 2)],
            Sources = [Source(text, Start, End), Source(text, End, Start)],
            Checkpoint = new Checkpoint { Sequence = 1, Hash = new byte[32], TakenAt = Some.Now },
        };
        foreach (var message in new[] { report, report with { Total = new Compared(null, 0, 5) } }.Select(each => DigestMessage.Of(each)))
            SlackAssert.Safe(BlockKit.Fit(message), text);
    });

    static SourceReport Source(string text, DateTimeOffset heard, DateTimeOffset refused) => new()
    {
        Health = new SourceHealth { Source = text, LastDeliveryAt = heard, LastRefusedAt = refused },
        IsConfigured = true,
        LastHour = default,
        LastDay = default,
        LastWeek = default,
        QuietAfter = TimeSpan.FromHours(2),
        Silence = TimeSpan.FromHours(3),
        Refused = [Some.Refused(text, 3, text, text)],
        Skew = new ClockSkew(TimeSpan.FromHours(-2), 3),
    };

    [Fact]
    public async Task TwoDeploymentsOfTheSameThingAtOnceAreToldApartByWhatTheyReferTo()
    {
        await using var log = await TestLog.OnSqlite();
        AuditEvent Told(int id, Outcome outcome, int hour) => Some.Event() with
        {
            Target = "main",
            Scope = "production",
            Outcome = outcome,
            OccurredAt = Start.AddHours(hour),
            Correlation = $"commit:{new string('a', 40)} deployment:acme/myapp/{id}",
        };
        await log.Append(Told(1, Outcome.Started, 1), Told(2, Outcome.Started, 2), Told(2, Outcome.Started, 3), Told(1, Outcome.Success, 4));

        var app = Assert.Single((await Report(log, "")).DeploysByApp);

        Assert.Equal((2, 0, 1), (app.Count, app.Failed, app.Unfinished));
    }

    [Fact]
    public async Task WhatTakesTooLongIsLeftOutAndSaidAndTheFiguresAreThere()
    {
        await using var log = await World();
        var slow = new LogNews(new SlowContexts(log.Contexts, log.Time, TimeSpan.FromSeconds(6), [2]));

        var report = await new DigestReports(log.Questions, log.Of<ConfirmedEvents>(), log.Of<Checkpoints>(), log.Of<SourceReports>(), log.Of<StoryReader>(), slow, log.Time).MakeAsync(Rule(""), Start, End, default);

        Assert.Null(report.News);
        Assert.Equal((10L, 4L), Count(report.Total));
        Assert.NotNull(report.Velocity);
        var message = DigestMessage.Of(report);
        Assert.Contains("Left out, since it took too long to find out: what is new and what stopped.", message.Text, StringComparison.Ordinal);
        Assert.Contains("Left out, since it took too long", SlackJson.Serialize(message), StringComparison.Ordinal);
    }

    static async Task<TestLog> World()
    {
        var log = await TestLog.OnSqlite();
        await log.Append(
            // The day before: two deploys, one of them failed, and a change of the environment.
            At(-20, Some.Event(app: "Acme/Billing") with { Target = "R0", Outcome = Outcome.Started }),
            At(-20, Some.Event(app: "Acme/Billing") with { Target = "R0" }),
            At(-19, Some.Event(app: "Acme/Billing") with { Target = "R0", Outcome = Outcome.Failure }),
            At(-1, Some.Event("env.change", app: "old")),
            // The day: billing thrice (once failed), shop once, and twice not finished.
            At(0, Some.Event(app: "acme/billing") with { Target = "R1", Outcome = Outcome.Started }),
            At(1, Some.Event(app: "acme/billing") with { Target = "R1", Actor = null }),
            At(2, Some.Event(app: "acme/billing", actor: "Alice") with { Target = "R2", Outcome = Outcome.Failure, Summary = "alice failed R2" }),
            At(3, Some.Event(app: "acme/billing", actor: "bob") with { Target = "R3", Outcome = Outcome.Started }),
            At(4, Some.Event(app: "acme/billing", actor: "bob") with { Target = "R3" }),
            At(5, Some.Event(app: "shop", actor: "carol") with { Target = "R9" }),
            At(6, Some.Event(app: "shop", actor: null) with { Target = "R10", Outcome = Outcome.Started }),
            At(7, Some.Event("build", app: "acme/billing", actor: "bob") with { Outcome = Outcome.Failure, Summary = "bob built" }),
            At(8, Some.Event("exec", app: "acme/billing", actor: "bob") with { Sensitive = true, Summary = "bob opened a shell" }),
            At(9, Some.Event(app: "shop", actor: "carol") with { Target = "R10", Scope = "staging", Outcome = Outcome.Started, SourceEventId = "ends elsewhere" }),
            // After the day.
            At(24, Some.Event(app: "shop")));
        return log;

        static AuditEvent At(double hours, AuditEvent e) => e with { OccurredAt = Start.AddHours(hours) };
    }

    static Task<DigestReport> Report(TestLog log, string of) =>
        DigestDesk.Reports(log).MakeAsync(Rule(of), Start, End, default);

    static DigestRule Rule(string of) => new("every morning", of.Length == 0 ? new AuditQuery() : Question.Parse(of, new QuestionContext(Some.Now, TimeZoneInfo.Utc, [])).Query!, "#a", "0 9 * * *", TimeZoneInfo.Utc);

    static (long, long) Count(Compared compared) => (compared.Count, compared.Before!.Value);
}
