using CsCheck;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Tests.Events;

namespace SlackAudit.Tests.Record;

/// <summary>What the log answers, on every engine alike.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task PagesTogetherHoldEveryEventOnceEvenAtEqualTimes()
    {
        await using var log = await NewLog();
        await log.Append([.. Enumerable.Range(0, 25).Select(i => Some.Event() with { OccurredAt = Some.Now.AddMinutes(i / 10) })]);
        var seen = new List<long>();
        PageStart? from = null;
        do
        {
            var page = await log.Questions.AskAsync(new AuditQuery(), TimeZoneInfo.Utc, 7, from, default);
            seen.AddRange(page.Events.Select(e => e.Id));
            from = page.Older;
        }
        while (from is not null);

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(i => (long)i), seen);
    }

    [Fact]
    public async Task WhoAndCountGroupNamesWithoutCase()
    {
        await using var log = await NewLog();
        await log.Append(
            Some.Event(app: "acme/billing", actor: "alice"), Some.Event(app: "Acme/Billing", actor: "Alice"),
            Some.Event(app: "billing", actor: "bob"), Some.Event(actor: null) with { Outcome = Outcome.Failure });

        var who = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Who }, TimeZoneInfo.Utc, 10, null, default);
        var apps = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Count, Per = CountPer.App }, TimeZoneInfo.Utc, 10, null, default);
        var total = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Count }, TimeZoneInfo.Utc, 10, null, default);

        Assert.Equal([("alice", 2L), ("bob", 1L), (null, 1L)], who.Tallies.Select(t => (t.Name?.ToLowerInvariant(), t.Count)).OrderByDescending(t => t.Item2).ThenBy(t => t.Item1 is null));
        Assert.Equal(2L, apps.Tallies[0].Count);
        Assert.Equal((4L, 1L), (Assert.Single(total.Tallies).Count, total.Tallies[0].Failed));
    }

    [Fact]
    public async Task DaysAreCountedInTheAskersZoneAcrossSummerTime()
    {
        await using var log = await NewLog();
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        // 29 March 2026: clocks go forward. 22:30 UTC on the 28th is 23:30 there, on the 29th 00:30 of the 30th.
        await log.Append(
            Some.Event() with { OccurredAt = new DateTimeOffset(2026, 3, 28, 22, 30, 0, TimeSpan.Zero) },
            Some.Event() with { OccurredAt = new DateTimeOffset(2026, 3, 29, 22, 30, 0, TimeSpan.Zero) });

        var days = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Count, Per = CountPer.Day }, berlin, 10, null, default);

        Assert.Equal(["2026-03-28", "2026-03-30"], days.Tallies.Select(t => t.Name));
    }

    [Fact]
    public async Task GroupsOfOneSizeAndTimeComeInTheOrderOfTheirLettersAndTheNamelessLast()
    {
        await using var log = await NewLog();
        string?[] people = ["bob", null, "_ops", "Zoe", "élodie", "alice"];
        await log.Append([.. people.Select(actor => Some.Event(actor: actor))]);

        var who = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Who }, TimeZoneInfo.Utc, 10, null, default);

        Assert.Equal(["Zoe", "_ops", "alice", "bob", "élodie", null], who.Tallies.Select(tally => tally.Name));
    }

    [Fact]
    public async Task EveryWayToCountAnswers()
    {
        await using var log = await NewLog();
        await log.Append(
            Some.Event("deploy", "acme/billing", "Alice"), Some.Event("deploy.rollback", "billing", "alice"), Some.Event("deploy", "Billing", null) with { Source = "convox" });
        async Task<IEnumerable<(string?, long)>> Count(CountPer? per) =>
            (await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Count, Per = per }, TimeZoneInfo.Utc, 10, null, default)).Tallies.Select(t => (t.Name, t.Count));

        Assert.Equal([(null, 3L)], await Count(null));
        Assert.Equal([("Billing", 2L), ("acme/billing", 1L)], await Count(CountPer.App));
        Assert.Equal([("alice", 2L), (null, 1L)], await Count(CountPer.Actor));
        Assert.Equal([("deploy", 2L), ("deploy.rollback", 1L)], await Count(CountPer.Action));
        Assert.Equal([("generic", 2L), ("convox", 1L)], await Count(CountPer.Source));
        Assert.Equal([("2026-03-02", 3L)], await Count(CountPer.Day));
    }

    [Fact]
    public async Task SqlAndMemoryReadEveryQuestionAlike()
    {
        await using var log = await NewLog();
        var events = AuditQueryPredicateTests.AnEvent.Array[300].Single();
        await log.Append([.. events.Select((e, i) => e with { SourceEventId = $"e{i}", Id = 0 })]);
        var all = await log.All();

        await AuditQueryPredicateTests.AQuery.SampleAsync(
            async query =>
            {
                var plain = query with { Shape = QueryShape.List, Limit = null, Per = null };
                var meets = plain.Compile();
                var inMemory = all.Where(meets).Select(e => e.Id).Order();
                var inSql = (await log.Questions.AskAsync(plain, TimeZoneInfo.Utc, 1_000, null, default)).Events.Select(e => e.Id).Order();
                Assert.Equal(inMemory, inSql);
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public async Task LettersAreFoundInAnyCaseAndThoseThatOnlyLookAlikeAreNot()
    {
        await using var log = await NewLog();
        (string Told, string Asked, bool Found)[] cases =
        [
            ("Größe", "grÖßE", true), ("ÉMILE", "émile", true), ("e\u0301mile", "ÉMILE", true), ("ΟΔΟΣ", "οδοσ", true), ("οδος", "ΟΔΟς", true),
            ("İSTANBUL", "İstanbul", true), ("ISTANBUL", "istanbul", true), ("TİTLE ẞ", "tİtle ß", true), ("a_c", "A_C", true), ("100%", "100%", true),
            ("strasse", "straße", false), ("emile", "émile", false), ("istanbul", "İstanbul", false), ("ıstanbul", "istanbul", false),
            ("οδοσ", "οδος", false), ("a_c", "abc", false), ("abc", "a_c", false), ("abc", "a%", false), ("ａｂｃ", "abc", false),
        ];
        await log.Append([.. cases.Select(each => Some.Event(app: each.Told, actor: each.Told) with { Summary = $"before {each.Told.Normalize()} after" })]);

        for (var i = 0; i < cases.Length; i++)
        {
            var (told, asked, found) = cases[i];
            foreach (var query in new[] { new AuditQuery { Apps = [asked] }, new AuditQuery { Actors = [asked] }, new AuditQuery { Texts = [asked] } })
            {
                var answer = await log.Questions.AskAsync(query, TimeZoneInfo.Utc, 100, null, default);
                Assert.True(found == answer.Events.Any(e => e.Id == i + 1), $"\"{asked}\" {(found ? "misses" : "finds")} \"{told}\"");
            }
        }
    }

    [Fact]
    public async Task AnAnswerThatIsBeingReadIsOfOneMomentAndHoldsUpNobodyWhoWrites()
    {
        await using var log = await NewLog();
        await log.Append([.. Enumerable.Range(0, 2_000).Select(_ => Some.Event())]);
        var read = 0;

        await foreach (var _ in log.Questions.StreamAsync(new AuditQuery(), default))
            if (read++ == 0) await log.Append(Some.Event() with { OccurredAt = Some.Now.AddDays(1) }).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2_000, read);
        Assert.Equal(2_001, (await log.All()).Count);
    }

    [Fact]
    public async Task SpacesAroundANameAreNotPartOfItButThoseOfATextAre()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: " billing ") with { SourceEventId = "abc", Summary = "rolled back  now " }, Some.Event(app: "billing") with { SourceEventId = "abc " });
        async Task<int> Matches(AuditQuery query) => (await log.Questions.AskAsync(query, TimeZoneInfo.Utc, 10, null, default)).Events.Count;

        Assert.Equal(2, (await log.All()).Count);
        Assert.Equal(2, await Matches(new AuditQuery { Apps = ["billing  "] }));
        Assert.Equal(1, await Matches(new AuditQuery { Texts = ["back now"] }));
        Assert.Equal(0, await Matches(new AuditQuery { Texts = ["now "] }));
        Assert.Equal(0, await Matches(new AuditQuery { Texts = ["back  now"] }));
    }
}
