using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record;

/// <summary>What the log promises on every engine. One subclass an engine; those without a server are skipped with the reason.</summary>
public abstract partial class LogContract
{
    internal abstract Task<TestLog> NewLog();

    [Fact]
    public async Task WhatIsAppendedIsThereWithEveryField()
    {
        await using var log = await NewLog();
        var told = Some.Event() with
        {
            SourceAction = "release:promote",
            ActorTrust = ActorTrust.Verified,
            App = "Acme/Billing",
            Target = "RABC",
            TargetType = "release",
            Scope = "production",
            Outcome = Outcome.Failure,
            Sensitive = true,
            OccurredAt = Some.Now.AddTicks(1234560),
            ClientAddress = "203.0.113.7",
            Summary = "alice promoted release RABC of billing: ümläut 🚀",
            Url = "https://example.com/r/1",
            Correlation = "release:production/billing/RABC session:Ümläut",
        };

        var result = await log.Append(told);

        Assert.Equal(new AppendResult(1, 0), result);
        var kept = Assert.Single(await log.All());
        Assert.Equal(told with { Id = 1, RecordedAt = Some.Now, PayloadId = 1, PayloadDigest = kept.PayloadDigest, Hash = kept.Hash }, kept);
        Assert.Equal(32, kept.Hash.Length);
        Assert.Equal("{\"some\":\"payload\"}"u8.ToArray(), await log.Questions.PayloadAsync(kept, default));
    }

    [Fact]
    public async Task ADeliverySentTwiceIsRecordedOnce()
    {
        await using var log = await NewLog();
        var told = Some.Event();

        await log.Append(told);
        var again = await log.Append(told, Some.Event());
        var third = await log.Append(told);

        Assert.Equal(new AppendResult(1, 1), again);
        Assert.Equal(new AppendResult(0, 1), third);
        Assert.Equal([1L, 2L], (await log.All()).Select(e => e.Id));
    }

    [Fact]
    public async Task TheSameIdFromTwoSourcesOrInAnotherCaseIsTwoEvents()
    {
        await using var log = await NewLog();
        var told = Some.Event() with { SourceEventId = "abc" };

        await log.Append(told, told with { Source = "github" }, told with { SourceEventId = "ABC" });

        Assert.Equal(3, (await log.All()).Count);
    }

    [Fact]
    public async Task ManyCallersAtOnceGetOneGaplessChain()
    {
        await using var log = await NewLog();
        var shared = Enumerable.Range(0, 50).Select(_ => Some.Event()).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => log.Append(shared[i % 50], Some.Event()))));

        var all = await log.All();
        Assert.Equal(450, all.Count);
        Assert.Equal(450, results.Sum(result => result.Recorded));
        Assert.Equal(350, results.Sum(result => result.Duplicates));
        Assert.Equal(Enumerable.Range(1, 450).Select(i => (long)i), all.Select(e => e.Id));
        AssertChained(all);
    }

    [Fact]
    public async Task TwoWritersOnOneDatabaseKeepOneChain()
    {
        await using var one = await NewLog();
        await using var two = await one.Again();
        var shared = Enumerable.Range(0, 40).Select(_ => Some.Event()).ToList();

        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).Append(shared[i / 2]))));

        var all = await one.All();
        Assert.Equal(40, all.Count);
        AssertChained(all);
    }

    [Fact]
    public async Task WhatIsOwedIsCommittedWithItsEventAndOnlyOnce()
    {
        await using var log = await NewLog();
        log.Owes = e => e.Sensitive ? [new OwedNotification("security", "#security"), new OwedNotification("all", "#all")] : [];
        var told = Some.Event() with { Sensitive = true };

        await log.Append(told, Some.Event());
        await log.Append(told);

        var owed = await log.Outbox.OfEventAsync(1, default);
        Assert.Equal(["#security", "#all"], owed.Select(n => n.Channel));
        Assert.All(owed, n => Assert.Equal(NotificationState.Pending, n.State));
        Assert.Empty(await log.Outbox.OfEventAsync(2, default));
        Assert.Equal(1, log.Wakes);
    }

    [Fact]
    public async Task AChangeOfANotificationAppliesOnlyToWhatTheSenderSaw()
    {
        await using var log = await NewLog();
        log.Owes = _ => [new OwedNotification("all", "#all")];
        await log.Append(Some.Event());
        var owed = Assert.Single(await log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default));
        var take = new NotificationChange(owed.Id, 0, NotificationState.Sending) { NewAttempts = 1, DueAt = Some.Now.AddSeconds(20) };
        var posted = new NotificationChange(owed.Id, 1, NotificationState.Posted) { DueAt = Some.Now, SlackChannel = "C1", SlackTs = "1.2", Message = "{}" };

        Assert.True(await log.Outbox.ChangeAsync(take, default));
        Assert.False(await log.Outbox.ChangeAsync(take, default));
        Assert.True(await log.Outbox.ChangeAsync(posted, default));
        Assert.False(await log.Outbox.ChangeAsync(posted, default));

        Assert.Empty(await log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default));
        var kept = Assert.Single(await log.Outbox.NewestAsync(10, default));
        Assert.Equal((NotificationState.Posted, "C1", "1.2", "{}"), (kept.State, kept.SlackChannel, kept.SlackTs, kept.Message));
    }

    [Fact]
    public async Task TheOldestOpenMessageOfAChannelHasItsTurn()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("all", e.App!)];
        await log.Append(Some.Event(app: "#a"), Some.Event(app: "#b"), Some.Event(app: "#a"));

        var next = await log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default);

        Assert.Equal([("#a", 1L), ("#b", 2L)], next.Select(n => (n.Channel, n.EventId!.Value)));
    }

    [Fact]
    public async Task AHandshakeIsHeardAndARefusalIsCounted()
    {
        await using var log = await NewLog();
        await log.Log.AppendAsync("github", [], default, default);
        log.Time.Advance(TimeSpan.FromMinutes(1));
        await log.Append(Some.Event());
        await log.Log.RefusedAsync("github", [Some.Refused("github", 3, "the signature does not match") with { LastAt = log.Time.GetUtcNow() }], null, default);

        var sources = (await log.Questions.SourcesAsync(default)).ToDictionary(s => s.Source);

        Assert.Equal((Some.Now, (DateTimeOffset?)null, 3L), (sources["github"].LastDeliveryAt, sources["github"].LastEventAt, sources["github"].Refused));
        Assert.Equal("the signature does not match", sources["github"].LastRefusedReason);
        Assert.Equal(Some.Now.AddMinutes(1), sources["generic"].LastEventAt);
    }

    [Fact]
    public async Task WhatASenderOfRefusedDeliveriesWroteIsCleanedLikeAnythingElse()
    {
        await using var log = await NewLog();
        var sentence = $"no\0 \udc00 {new string('x', 470)} ghp_16C7e42F292c6912E7710c838347Ae178B4a {new string('y', 100)}";

        await log.Log.RefusedAsync("github", [Some.Refused("github", 1, sentence)], null, default);

        var kept = Assert.Single(await log.Questions.SourcesAsync(default)).LastRefusedReason!;
        Assert.StartsWith("no \ufffd xxx", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", kept, StringComparison.Ordinal);
        Assert.InRange(kept.Length, 480, 500);
        await using var db = await log.Contexts.CreateDbContextAsync();
        Assert.Equal(kept, db.SourceRefusals.Single().Sentence);
    }

    [Fact]
    public async Task NamesAndTextsAtTheirLimitsAreKeptWhole()
    {
        await using var log = await NewLog();
        var told = Some.Event() with
        {
            Source = new string('s', 100),
            SourceEventId = string.Concat(Enumerable.Repeat("語", 200)),
            Actor = new string('é', 256),
            App = string.Concat(Enumerable.Repeat("🚀", 128)),
            Target = string.Concat(Enumerable.Repeat("語", 256)),
            Scope = new string('x', 256),
            Summary = string.Concat(Enumerable.Repeat("🚀", 500)),
            Url = "https://example.com/" + new string('u', 1980),
        };

        await log.Append(told);

        var kept = Assert.Single(await log.All());
        Assert.Equal(told with { Id = 1, RecordedAt = Some.Now, PayloadId = 1, PayloadDigest = kept.PayloadDigest, Hash = kept.Hash }, kept);
        Assert.Equal(new AppendResult(0, 1), await log.Append(told));
    }

    [Fact]
    public async Task ANameThatIsLongerWhenItIsComparedStillFits()
    {
        await using var log = await NewLog();
        // One letter as it is sent, three as it is composed.
        var name = string.Concat(Enumerable.Repeat("\ufb2c", 256));

        await log.Append(Some.Event(app: name, actor: name) with { Target = name, Scope = name });

        var kept = Assert.Single(await log.All());
        Assert.StartsWith("\ufb2c\ufb2c\ufb2c", kept.App, StringComparison.Ordinal);
        Assert.Single((await log.Questions.AskAsync(new AuditQuery { Apps = [kept.App!], Actors = [kept.Actor!] }, TimeZoneInfo.Utc, 10, null, default)).Events);
    }

    [Fact]
    public async Task WhatNoDatabaseTakesIsRemovedAndTheRestIsKept()
    {
        await using var log = await NewLog();
        log.Owes = _ => [new OwedNotification("all", "#all")];

        await log.Append(Some.Event(app: "my\0app", actor: "alice\ud800 ") with { SourceEventId = "a\0b", Summary = "one\0two \udc00" });
        var owed = Assert.Single(await log.Outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default));
        await log.Outbox.ChangeAsync(new NotificationChange(owed.Id, 0, NotificationState.Posted) { DueAt = Some.Now, Message = """{"text":"one\u0000two"}""" }, default);

        var kept = Assert.Single(await log.All());
        Assert.Equal(("myapp", "alice\ufffd", "onetwo \ufffd"), (kept.App, kept.Actor, kept.Summary));
        Assert.StartsWith("sha256:", kept.SourceEventId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimesAreKeptToTheMicrosecondAndAskedForToTheMicrosecond()
    {
        await using var log = await NewLog();
        DateTimeOffset[] times =
            [DateTimeOffset.MinValue, Some.Now.AddMicroseconds(-1), Some.Now, Some.Now.AddMicroseconds(1), DateTimeOffset.MaxValue.AddTicks(-9)];
        await log.Append([.. times.Select(at => Some.Event() with { OccurredAt = at })]);

        var within = await log.Questions.AskAsync(new AuditQuery { Since = Some.Now, Until = Some.Now.AddMicroseconds(1) }, TimeZoneInfo.Utc, 10, null, default);

        Assert.Equal(times, (await log.All()).Select(e => e.OccurredAt));
        Assert.Equal(Some.Now, Assert.Single(within.Events).OccurredAt);
        AssertChained(await log.All());
    }

    [Fact]
    public async Task WhatWasRecordedVerifiesWithItsCheckpoints()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "Acme/Billing", actor: "Ops/Ålice@example.com") with { Target = "prod-db", Scope = "eu/production", Sensitive = true, Url = "https://example.com/1" }, Some.Event(actor: null));
        var taken = await log.Of<Checkpoints>().TakeAsync(default);
        await log.Log.AppendAsync("generic", [Some.Event(app: null) with { OccurredAt = Some.Now.AddTicks(1234560), Summary = "ümläut 🚀" }], default, default);
        await log.Of<LogImport>().RecordAsync([log.Of<LogImport>().Prepare([Some.Event()], "plain"u8.ToArray()), log.Of<LogImport>().Prepare([Some.Event()], default)]);
        var verifier = log.Of<LogVerifier>();

        var verdict = await verifier.VerifyAsync([new CheckpointClaim(2, taken.Hash), new CheckpointClaim(null, taken.Hash)], payloads: true, null, default);
        var other = await verifier.VerifyAsync([new CheckpointClaim(3, taken.Hash)], payloads: true, null, default);

        Assert.Empty(verdict.Faults);
        Assert.Equal((5, 3, 2), (verdict.Events, verdict.Checkpoints, verdict.Payloads));
        Assert.Equal(3, Assert.Single(other.Faults).EventId);
    }

    static void AssertChained(IReadOnlyList<AuditEvent> events)
    {
        var previous = new byte[32];
        foreach (var e in events)
        {
            Assert.Equal(Chain.Link(previous, e), e.Hash);
            previous = e.Hash;
        }
    }
}
