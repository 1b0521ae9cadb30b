using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestSensitiveTests
{
    static readonly DateTimeOffset End = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Start = End.AddDays(-1);

    [Fact]
    public async Task WhatSomebodyDeniesComesFirstHoweverManyWereNewerAndThoughItIsOlder()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Sensitive(-20, "old"), Sensitive(0, "early"));
        await log.Append([.. Enumerable.Range(1, 12).Select(i => Sensitive(i, $"later {i}"))]);
        await log.Append(Answer(2, "unanswered", 5, null), Answer(1, "no", 6), Answer(14, "yes", 30));
        await DigestDesk.Answered(log, 2, "unanswered", null);
        await DigestDesk.Answered(log, 1, "no", "alice");
        await DigestDesk.Answered(log, 14, "yes", "alice");

        var sensitive = (await Report(log, new AuditQuery())).Sensitive;

        Assert.Equal(["old", "early", "later 12", "later 11"], sensitive.Events.Take(4).Select(e => e.Summary));
        Assert.Equal(["DENIED by alice", "asked, and not answered in time", "confirmed by alice", null], sensitive.Events.Take(4).Select(sensitive.Answered));
        Assert.Equal((10, 4L, 13L), (sensitive.Events.Count, sensitive.More, sensitive.Count.Count));
    }

    [Fact]
    public async Task WhoAnswersLateHasAnsweredAndTheLastAnswerCounts()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Sensitive(0, "late"), Sensitive(1, "twice"));
        await log.Append(Answer(1, "yes", 2), Answer(1, "unanswered", 3, null), Answer(2, "yes", 4), Answer(2, "no", 5));
        await DigestDesk.Answered(log, 1, "yes", "alice");
        await DigestDesk.Answered(log, 2, "no", "alice");

        var sensitive = (await Report(log, new AuditQuery())).Sensitive;

        Assert.Equal([("twice", "DENIED by alice"), ("late", "confirmed by alice")], sensitive.Events.Select(e => (e.Summary, sensitive.Answered(e)!)));
    }

    [Fact]
    public async Task TheAnswerToAQuestionIsThatOfAllThatJoinedIt()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Sensitive(0, "asked"), Sensitive(1, "joined"), Sensitive(2, "not asked"));
        await log.Append(Answer(1, "no", 3));
        await DigestDesk.Answered(log, 1, "no", "alice");
        await DigestDesk.Answered(log, 2, "no", "alice");

        var sensitive = (await Report(log, new AuditQuery())).Sensitive;

        Assert.Equal([("asked", "DENIED by alice"), ("not asked", null), ("joined", "DENIED by alice")], sensitive.Events.Select(e => (e.Summary, sensitive.Answered(e))));
    }

    [Fact]
    public async Task NobodyElseCanAnswerAndWhatIsNoAnswerIsNone()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Sensitive(0, "asked"));
        await log.Append(
            Answer(1, "yes", 1) with { Source = "generic" }, Answer(1, "maybe", 2), Answer(1, "yes", 3) with { TargetType = "app" },
            Answer(99, "no", 4), Answer(1, "no", 5) with { Target = "one" }, Answer(1, "no", 6) with { SourceAction = null });

        var sensitive = (await Report(log, new AuditQuery())).Sensitive;

        Assert.Equal([("asked", null)], sensitive.Events.Select(e => (e.Summary, sensitive.Answered(e))));
    }

    [Fact]
    public async Task ADigestTellsOfNoDenialThatItsQuestionIsNotAbout()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Sensitive(0, "asked"), Sensitive(1, "shop") with { App = "shop" });
        await log.Append(Answer(1, "no", 1), Answer(2, "no", 2));
        await DigestDesk.Answered(log, 1, "no", "alice");
        await DigestDesk.Answered(log, 2, "no", "alice");

        Assert.Equal(["shop"], (await Report(log, new AuditQuery { Apps = ["shop"] })).Sensitive.Events.Select(e => e.Summary));
    }

    [Fact]
    public async Task ASessionIsOpenUntilItsEndIsTold()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(
            Session("a", -30, Outcome.Started, "still open"), Session("b", -2, Outcome.Started, "closed"), Session("b", 3, Outcome.Success, "closed"),
            Session("c", 3, Outcome.Started, "closed after"), Session("c", 25, Outcome.Success, "closed after"),
            Session("d", 4, Outcome.Success, "manager") with { SourceAction = "ssm:StartSession" },
            Session("e", 5, Outcome.Success, "manager closed") with { SourceAction = "ssm:StartSession" }, Session("e", 6, Outcome.Success, "end") with { SourceAction = "ssm:TerminateSession" },
            Session("f", -24 * 8, Outcome.Started, "long ago"), Session("g", 26, Outcome.Started, "later"), Session("h", 1, Outcome.Success, "whole"));

        Assert.Equal(["still open", "closed after", "manager"], Open(await Report(log, new AuditQuery())));
        Assert.Empty(Open(await Report(log, new AuditQuery { Actions = [Actions.Deploy] })));
        Assert.Empty(Open(await Report(log, new AuditQuery { Apps = ["shop"] })));

        static IEnumerable<string> Open(DigestReport report) => report.Open!.Sessions.Select(session => session.Start.Summary);
    }

    static AuditEvent Sensitive(int hours, string summary) => Some.Event(Actions.Exec) with { Sensitive = true, OccurredAt = Start.AddHours(hours), Summary = summary };

    static AuditEvent Session(string id, int hours, Outcome outcome, string summary) =>
        Some.Event(Actions.Exec) with { Correlation = $"session:{id}", OccurredAt = Start.AddHours(hours), Outcome = outcome, Summary = summary };

    static AuditEvent Answer(long id, string word, int hours, string? actor = "alice") => Some.Event($"confirm.{word}", app: null, actor: actor) with
    {
        Source = OwnSource.Name,
        SourceAction = $"confirmation.{word}",
        Target = id.ToString(CultureInfo.InvariantCulture),
        TargetType = "event",
        Sensitive = word == "no",
        OccurredAt = Start.AddHours(hours),
    };

    static Task<DigestReport> Report(TestLog log, AuditQuery of) =>
        DigestDesk.Reports(log).MakeAsync(new DigestRule("daily", of, "#a", "0 9 * * *", TimeZoneInfo.Utc), Start, End, default);
}
