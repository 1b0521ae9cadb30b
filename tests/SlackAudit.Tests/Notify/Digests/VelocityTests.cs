using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class VelocityTests
{
    static readonly DateTimeOffset End = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AFailedChangeIsOneThatFailedOrWasRolledBack()
    {
        Deployment[] all =
        [
            .. Deployment.Of(
            [
                Deploy(1, "R1"), Deploy(2, "R2"), Deploy(3, "R1"), Deploy(4, "R1"), Deploy(5, "R3", Outcome.Failure), Deploy(6, "R3"),
                Deploy(7, "R9") with { Scope = "staging" }, Deploy(8, "R3", Outcome.Started), Deploy(9, "R4") with { Action = "deploy.rollback" }, Deploy(10, "R5", Outcome.Failure),
            ]),
        ];

        Assert.Equal(
            [(1, true, false, null), (2, true, true, 1.0), (3, true, false, null), (4, true, false, null), (5, false, false, 4.0), (6, true, true, 3.0), (7, true, false, null), (9, true, false, null), (10, false, false, null)],
            all.Select(each => ((End - each.End.OccurredAt).Hours is var ago ? 24 - ago : 0, each.Succeeded, each.IsRolledBack, each.Recovery?.TotalHours)));
    }

    [Fact]
    public async Task ALeadTimeIsOfTheFirstTimeThatAChangeArrivedAndSaysHowMuchIsKnown()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(
            Of('a', Some.Event(Actions.Push), -30), Of('a', Deploy(0, "R1"), -28), Of('a', Deploy(0, "R1"), -20),
            Of('b', Some.Event("build"), -26), Of('b', Deploy(0, "R2"), -25),
            Of('c', Deploy(0, "R3"), -24), Of('c', Some.Event(Actions.Push), -23),
            Of('d', Deploy(0, "R4"), -10) with { Correlation = null });

        var velocity = (await Report(log)).Velocity!;

        Assert.Equal([TimeSpan.FromHours(2)], velocity.Lead.FromPush);
        Assert.Equal([TimeSpan.FromHours(1)], velocity.Lead.FromBuild);
        Assert.Equal((4, 1, 0), (velocity.Lead.Of, velocity.Lead.Negative, velocity.Lead.NotLookedUp));
        Assert.Contains("Lead time, push to deploy: 2 h 0 min; known of 1 of 4 changes, 1 pushed after the deploy left out.", Words(velocity), StringComparison.Ordinal);
        Assert.Contains("Pipeline time, build to deploy (of no change is the push known): 1 h 0 min; known of 1 of 4 changes", Words(velocity with { Lead = velocity.Lead with { FromPush = [] } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyProductionCountsWhereThereIsOneUnlessTheQuestionNamesAnother()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Of('a', Deploy(0, "R1"), -30) with { Scope = "staging" });
        Assert.Equal((false, 1), Seen(await Report(log)));
        await log.Append(Of('a', Deploy(0, "R1"), -29) with { Scope = "acme/prod-eu" }, Of('a', Deploy(0, "R1"), -28) with { Scope = "pre-prod" });

        Assert.Equal((true, 1), Seen(await Report(log)));
        Assert.Equal((false, 1), Seen(await Report(log, new AuditQuery { Scopes = ["staging"] })));
        Assert.Null((await Report(log, new AuditQuery { Actions = [Actions.Exec] })).Velocity);

        static (bool, int) Seen(DigestReport report) => (report.Velocity!.IsOfProduction, report.Velocity.Deployments.Count);
    }

    [Fact]
    public async Task OfTooManyDeploymentsAllAreCountedAndTheNewestLookedAt()
    {
        await using var log = await TestLog.OnSqlite();
        foreach (var days in new[] { 3, 2, 1 })
            await log.Append([.. Enumerable.Range(0, 7_000).Select(i => Some.Event() with { OccurredAt = End.AddDays(-days).AddSeconds(i), Outcome = i == 0 ? Outcome.Failure : Outcome.Success })]);

        var velocity = (await Report(log)).Velocity!;

        Assert.Equal([(6_999, 1), (6_999, 1), (6_999, 1)], velocity.Stretches.Select(stretch => (stretch.Succeeded, stretch.Failed)));
        Assert.Contains("20,997 succeeded: 6999 a day, on 3 of 3 days.", Words(velocity), StringComparison.Ordinal);
        // The thousand oldest, with the first failure, are among those counted alone.
        Assert.Contains("Changes that failed: 2 of 20,000 (0 %), good again after 1 s, 1 s, among the newest (since 2026-02-27 09:16 UTC).", Words(velocity), StringComparison.Ordinal);
        Assert.Equal($"Fri 27 Feb {new string('█', 20)}▒ 7,000, 1 failed", VelocityText.Bars(velocity).First());
    }

    [Theory]
    [InlineData(new[] { 3 }, "3 h 0 min")]
    [InlineData(new[] { 4, 1, 2, 3 }, "1 h 0 min, 2 h 0 min, 3 h 0 min, 4 h 0 min")]
    [InlineData(new[] { 1, 2, 3, 4, 100 }, "median 3 h 0 min, 90 % within 2.6 days (n = 5)")]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6 }, "median 3 h 30 min, 90 % within 5 h 30 min (n = 6)")]
    public void FewValuesAreShownAsTheyAreAndMoreByTheirMedian(int[] hours, string said) =>
        Assert.Equal(said, Spread.Of([.. hours.Select(each => TimeSpan.FromHours(each))]));

    [Theory]
    [InlineData(1, 3, "1 of 3")]
    [InlineData(1, 8, "1 of 8 (12.5 %)")]
    [InlineData(3, 1200, "3 of 1,200 (0.3 %)")]
    public void ARateOfFewIsNone(int part, int whole, string said) => Assert.Equal(said, Spread.Rate(part, whole));

    static AuditEvent Deploy(int hours, string release, Outcome outcome = Outcome.Success) => Some.Event() with
    {
        Target = release,
        TargetType = "release",
        Scope = "production",
        Outcome = outcome,
        OccurredAt = End.AddHours(hours - 24),
    };

    static AuditEvent Of(char commit, AuditEvent e, int hours) => e with { Correlation = $"commit:{new string(commit, 40)}", OccurredAt = End.AddHours(hours) };

    static string Words(Velocity velocity) => string.Join(" ", VelocityText.Sentences(velocity, DigestKind.Daily, TimeZoneInfo.Utc));

    static Task<DigestReport> Report(TestLog log, AuditQuery? of = null) =>
        DigestDesk.Reports(log).MakeAsync(new DigestRule("daily", of ?? new AuditQuery(), "#a", "0 9 * * *", TimeZoneInfo.Utc), End.AddDays(-1), End, default);
}
