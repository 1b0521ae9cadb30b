using SlackAudit.Cli.Demo;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Cli;

public sealed class DemoHistoryTests
{
    /// <summary>A Wednesday afternoon, a Monday before work, a Sunday, a New Year's night.</summary>
    public static TheoryData<string> Starts { get; } = ["2026-03-04T14:03:00Z", "2026-03-02T05:30:00Z", "2026-03-08T12:00:00Z", "2027-01-01T00:20:00Z"];

    [Theory, MemberData(nameof(Starts))]
    public async Task AMonthIsBelievableWheneverItIsLookedAt(string start)
    {
        var now = DateTimeOffset.Parse(start, null);
        var month = await DemoLog.At(now);

        Assert.InRange(month.Events.Count, 1500, 2500);
        Assert.Equal(month.Written, month.Events.Count);
        Assert.Equal(["billing", "myapp", "search"], month.Events.Select(e => e.AppKey).OfType<string>().Distinct().Order());
        Assert.Equal(
            ["alice", "bob", "carol", "ci-bot", "dave", "erin", "frank", "grace", "heidi"],
            month.Events.Select(e => e.ActorKey).OfType<string>().Distinct().Order());
        Assert.Equal(["convox", "generic", "github"], month.Events.Select(e => e.Source).Distinct().Order());
        Assert.DoesNotContain(month.Events, e => e.ActionRoot == Actions.Other);
        Assert.InRange((now - month.Events.Min(e => e.OccurredAt)).TotalDays, 27, 31);
    }

    [Theory, MemberData(nameof(Starts))]
    public async Task EverythingIsRecordedSecondsAfterItHappenedAndBeforeNow(string start)
    {
        var now = DateTimeOffset.Parse(start, null);
        var month = await DemoLog.At(now);

        Assert.All(month.Events, e => Assert.InRange((e.RecordedAt - e.OccurredAt).TotalSeconds, 0, 10));
        Assert.All(month.Events.Zip(month.Events.Skip(1)), pair => Assert.True(pair.First.RecordedAt <= pair.Second.RecordedAt));
        Assert.True(month.Events[^1].RecordedAt <= now);
    }

    [Fact]
    public async Task EveryKindOfThingThatTeamsDoIsThereAboutAsOftenAsTheyDoIt()
    {
        var month = await DemoLog.At(Some.Now);

        Assert.Equal(
            ["ami", "build", "db", "deploy", "env", "exec", "infra", "key", "merge", "permission", "push", "release", "scale", "secret", "ssh"],
            month.Events.Select(e => e.ActionRoot).Distinct().Order());
        Assert.InRange(month.Of(Actions.Push).Count(), 200, 500);
        Assert.InRange(month.Of(Actions.Merge).Count(), 80, 140);
        Assert.InRange(month.Of(Actions.Deploy).Count(), 200, 500);
        Assert.InRange(month.Of(Actions.Build).Count(e => e.Outcome == Outcome.Failure), 10, 60);
        Assert.InRange(month.Of(Actions.Deploy).Count(e => e.Outcome == Outcome.Failure), 4, 25);
        Assert.InRange(month.Events.Count(e => e.Target == "prod-db"), 15, 60);
        Assert.InRange(month.Events.Count(e => e.Sensitive) / (double)month.Events.Count, 0.05, 0.2);
    }

    [Fact]
    public async Task WeekendsAreQuietAndNightsBelongToTheBot()
    {
        var month = await DemoLog.At(Some.Now);

        var perDay = month.Events.Where(e => e.OccurredAt.Date < Some.Now.Date).ToLookup(e => DemoStory.IsWorkingDay(DateOnly.FromDateTime(e.OccurredAt.Date)), e => e.OccurredAt.Date);
        Assert.All(perDay[true].CountBy(day => day), day => Assert.InRange(day.Value, 40, 160));
        Assert.All(perDay[false].CountBy(day => day), day => Assert.InRange(day.Value, 1, 5));
        Assert.Equal(["ci-bot"], month.Events.Where(e => e.OccurredAt.Hour < 6).Select(e => e.Actor).Distinct());
    }

    [Fact]
    public async Task TheIncidentCanBeFollowedInTheLog()
    {
        var month = await DemoLog.At(Some.Now);
        var failed = month.Events.Last(e => e is { ActionRoot: Actions.Deploy, AppKey: "billing", Scope: "production", Outcome: Outcome.Failure, Actor: "bob" }
            && e.OccurredAt.TimeOfDay == new TimeSpan(13, 40, 0));
        var around = month.Events.Where(e => (e.OccurredAt - failed.OccurredAt).TotalMinutes is > -45 and < 70).ToList();
        var deploys = around.Where(e => e is { ActionRoot: Actions.Deploy, AppKey: "billing", Scope: "production" } && e.Outcome != Outcome.Started).ToList();

        Assert.Equal([Outcome.Failure, Outcome.Failure, Outcome.Success], deploys.Select(e => e.Outcome));
        Assert.Equal(50, (deploys[2].OccurredAt - failed.OccurredAt).TotalMinutes);
        Assert.Contains("failed: rollback", failed.Summary, StringComparison.Ordinal);
        Assert.Equal(2, around.Count(e => e is { Action: "env.change", AppKey: "billing", Actor: "erin", Sensitive: true }));
        Assert.Contains(around, e => e is { Action: "exec", AppKey: "billing", Actor: "bob" });
        Assert.Contains(around, e => e is { Action: "ssh", Actor: "dave" });
        Assert.Contains(around, e => e is { Action: "db.connect", Target: "prod-db", Actor: "grace" });
        Assert.Contains(around, e => e.Action == Actions.Merge && e.Summary.Contains("Revert \"Retry declined cards once more\"", StringComparison.Ordinal));
        Assert.Equal(9, Enumerable.Range(1, 20).TakeWhile(days => Some.Now.Date.AddDays(-days) >= failed.OccurredAt.Date)
            .Count(days => DemoStory.IsWorkingDay(DateOnly.FromDateTime(Some.Now.Date.AddDays(-days)))));
    }

    [Fact]
    public async Task TheSameInstantTellsTheSameMonthAndALaterOneOfTheDayContinuesIt()
    {
        var first = await DemoLog.At(Some.Now);
        var again = await DemoLog.At(Some.Now);
        var later = await DemoLog.At(Some.Now.AddHours(2));

        Assert.Equal(first.Events[^1].Hash, again.Events[^1].Hash);
        Assert.True(later.Events.Count > first.Events.Count);
        Assert.Subset(later.Events.Select(Identity).ToHashSet(), first.Events.Select(Identity).ToHashSet());

        static (string, string) Identity(AuditEvent e) => (e.Source, e.SourceEventId);
    }

    [Theory, MemberData(nameof(Starts))]
    public async Task AHandfulIsOwedAndTheDigestOfTheLastWorkingDay(string start)
    {
        var now = DateTimeOffset.Parse(start, null);
        var owed = (await DemoLog.At(now)).Owed;

        var digest = Assert.Single(owed, n => n.EventId is null);
        Assert.Equal("#daily", digest.Channel);
        Assert.True(digest.PeriodEnd <= now);
        Assert.Equal(9, digest.PeriodEnd!.Value.Hour);
        Assert.True(DemoStory.IsWorkingDay(DateOnly.FromDateTime(digest.PeriodStart!.Value.Date)));
        Assert.InRange(owed.Count, 20, 40);
        Assert.Superset(new HashSet<string> { "#daily", "#security", "#deploys" }, owed.Select(n => n.Channel).ToHashSet());
        Assert.All(owed, n => Assert.Equal(NotificationState.Pending, n.State));
    }
}
