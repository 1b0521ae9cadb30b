using System.Globalization;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Asking;
using SlackAudit.Tests.Events;
using SlackAudit.Tests.Record.Asking;

namespace SlackAudit.Tests.Record;

/// <summary>How the log finds its answers, and what it says when it does not look at everything.</summary>
public abstract partial class LogContract
{
    static readonly TimeZoneInfo[] Zones = [.. new[] { "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia" }.Select(TimeZoneInfo.FindSystemTimeZoneById)];

    static readonly Gen<AuditQuery> Counting =
        from query in AuditQueryPredicateTests.AQuery
        from per in Gen.OneOf<CountPer?>(null, CountPer.App, CountPer.Actor, CountPer.Action, CountPer.Day, CountPer.Source)
        from who in Gen.Bool
        select query with { Shape = who ? QueryShape.Who : QueryShape.Count, Per = who ? null : per };

    [Fact]
    public async Task SqlAndMemoryCountEveryQuestionAlike()
    {
        await using var log = await NewLog();
        var events = Gen.Select(AuditQueryPredicateTests.AnEvent, Gen.Int[-40, 40]).Array[300].Single();
        await log.Append([.. events.Select((each, i) => each.Item1 with { SourceEventId = $"e{i}", OccurredAt = each.Item1.OccurredAt.AddHours(each.Item2) })]);
        var all = await log.All();

        await Gen.Select(Counting, Gen.OneOf(Zones)).SampleAsync(
            async (query, zone) =>
            {
                var met = all.Where(query.Compile());
                var inMemory = (query.Shape == QueryShape.Who ? CountPer.Actor : query.Per) switch
                {
                    CountPer.App => Groups(met, e => e.AppPath ?? e.AppKey),
                    CountPer.Actor => Groups(met, e => e.ActorPath ?? e.ActorKey),
                    CountPer.Action => Groups(met, e => e.Action),
                    CountPer.Source => Groups(met, e => e.Source),
                    CountPer.Day => Groups(met, e => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(e.OccurredAt, zone).DateTime).ToString("O", CultureInfo.InvariantCulture)),
                    _ => Groups(met, _ => null),
                };
                var answer = await log.Questions.AskAsync(query, zone, 10, null, default);
                var inSql = answer.Tallies.Select(t => (Names.Fold(t.Name ?? ""), t.Count, t.Started, t.Failed, t.LastAt)).Order();
                Assert.Equal(inMemory, inSql);
            },
            iter: 300,
            threads: 1);

        static IEnumerable<(string, long, long, long, DateTimeOffset)> Groups(IEnumerable<AuditEvent> events, Func<AuditEvent, string?> by) => events.GroupBy(e => by(e) ?? "")
            .Select(g => (Names.Fold(g.Key), g.LongCount(), g.LongCount(e => e.Outcome == Outcome.Started), g.LongCount(e => e.Outcome == Outcome.Failure), g.Max(e => e.OccurredAt))).Order();
    }

    [Fact]
    public async Task PagesOfAnyQuestionTogetherHoldWhatItAsksForInOrder()
    {
        await using var log = await NewLog();
        var events = AuditQueryPredicateTests.AnEvent.Array[300].Single();
        await log.Append([.. events.Select((e, i) => e with { SourceEventId = $"e{i}" })]);
        var all = await log.All();

        await Gen.Select(AuditQueryPredicateTests.AQuery, Gen.Int[1, 40]).SampleAsync(
            async (query, size) => Assert.Equal(
                all.Where(query.Compile()).OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Select(e => e.Id),
                await log.Questions.AllPages(query, size)),
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task AQuestionOfThousandsOfNamesIsAnsweredOrRefusedButStopsNobody()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "n700"));
        var query = new AuditQuery { Words = [[.. Enumerable.Range(0, 1_000).Select(i => $"n{i}")]] };

        Assert.Single((await log.Questions.AskAsync(query, TimeZoneInfo.Utc, 10, null, default)).Events);
    }

    [Fact]
    public async Task ATextThatNoIndexFindsIsLookedForInWindowsAndTheAnswerSaysSo()
    {
        await using var log = await NewLog();
        await log.Append([.. Enumerable.Range(0, 95).Select(i => Some.Event() with { OccurredAt = Some.Now.AddMinutes(i), Summary = i % 10 == 0 ? $"xy {i}" : $"plain {i}" })]);
        var questions = log.Within(new Limits { TextWindow = 20, Few = 0 });
        var query = new AuditQuery { Texts = ["Xy"] };
        var cuts = new List<Cut?>();

        var found = await questions.AllPages(query, 50, page => cuts.Add(page.Cut));

        Assert.Equal([91L, 81, 71, 61, 51, 41, 31, 21, 11, 1], found);
        Assert.Equal([CutReason.Text, CutReason.Text, CutReason.Text, CutReason.Text, null], cuts.Select(cut => cut?.Reason));
        Assert.Equal(Some.Now.AddMinutes(74), cuts[0]!.Since);
    }

    [Fact]
    public async Task AQuestionThatTakesTooLongIsAnsweredFromTheNewestAndSaysSinceWhen()
    {
        await using var log = await NewLog();
        await log.Append([.. Enumerable.Range(0, 100).Select(i => Some.Event() with { OccurredAt = Some.Now.AddMinutes(i) })]);
        var time = new FakeTimeProvider(Some.Now);
        // Too slow for the whole log and for the last window.
        var slow = new SlowContexts(log.Contexts, time, TimeSpan.FromSeconds(3), onStatements: [1, 9]);
        var questions = new SlackAudit.Record.Questions(slow, time, null, new Limits { Windows = [5, 10, 20] });

        var answer = await questions.AskAsync(new AuditQuery { Shape = QueryShape.Who }, TimeZoneInfo.Utc, 10, null, default);

        Assert.Equal(new Cut(Some.Now.AddMinutes(89), CutReason.Time), answer.Cut);
        Assert.Equal(11, Assert.Single(answer.Tallies).Count);
    }

    [Fact]
    public async Task AListThatTookTooLongGoesOnWhereLookingEnded()
    {
        await using var log = await NewLog();
        await log.Append([.. Enumerable.Range(0, 100).Select(i => Some.Event(actor: i % 30 == 0 ? "rare" : "alice") with { OccurredAt = Some.Now.AddMinutes(i), Scope = i % 30 == 0 ? "rare" : null })]);
        var time = new FakeTimeProvider(Some.Now);
        var slow = new SlowContexts(log.Contexts, time, TimeSpan.FromSeconds(3), onStatements: [1, 4]);
        var questions = new SlackAudit.Record.Questions(slow, time, null, new Limits { Windows = [20, 50] });
        var query = new AuditQuery { Scopes = ["rare"] };

        var first = await questions.AskAsync(query, TimeZoneInfo.Utc, 50, null, default);
        var rest = await log.Questions.AskAsync(query, TimeZoneInfo.Utc, 50, first.Older, default);

        Assert.Equal([91L], first.Events.Select(e => e.Id));
        Assert.Equal(Some.Now.AddMinutes(79), first.Cut?.Since);
        Assert.Equal([61L, 31, 1], rest.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task AQuestionWithoutAnyTimeSaysThatNothingWasLookedAt()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event());

        var answer = await log.Within(new Limits { Time = TimeSpan.Zero }).AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 10, null, default);

        Assert.True(answer.IsEmpty);
        Assert.Equal(CutReason.Time, answer.Cut?.Reason);
    }

    [Fact]
    public async Task WhoGivesUpAskingIsToldThatAndNothingElse()
    {
        await using var log = await NewLog();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.Questions.AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 10, null, gone.Token));
    }
}
