using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>Who is who, on every engine alike.</summary>
public abstract partial class LogContract
{
    static readonly PeopleSettings SomePeople = new(
        [new("alice", [new("github", "alice-gh"), new(null, "alice@example.com")]), new("bob", [new("convox", "alice")])],
        new Dictionary<string, string> { ["github"] = "github", ["convox"] = "convox" });

    static AuditEvent By(string source, string? actor, Outcome outcome = Outcome.Success) => Some.Event(actor: actor) with { Source = source, Outcome = outcome };

    [Fact]
    public async Task APersonIsAskedForByEveryNameAndCountedOnce()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        await log.Append(
            By("github", "alice-gh"), By("github", "Alice-GH", Outcome.Failure), By("convox", "alice@example.com"), By("kubernetes", "alice"), By("convox", "alice"),
            By("convox", "alice-gh"), By("github", "alice@other.com"), By("github", null));
        async Task<IEnumerable<long>> Ids(AuditQuery query) => (await log.Questions.AskAsync(query.Knowing(log.Questions.People), TimeZoneInfo.Utc, 20, null, default)).Events.Select(e => e.Id).Order();
        async Task<IReadOnlyList<Tally>> Count(QueryShape shape) => (await log.Questions.AskAsync(new AuditQuery { Shape = shape, Per = shape == QueryShape.Count ? CountPer.Actor : null }, TimeZoneInfo.Utc, 20, null, default)).Tallies;

        Assert.Equal([1L, 2, 3, 4, 7], await Ids(new AuditQuery { Actors = ["alice"] }));
        Assert.Equal([1L, 2, 3, 4, 7], await Ids(new AuditQuery { Words = [["alice"]] }));
        Assert.Equal([5L], await Ids(new AuditQuery { Actors = ["bob"] }));
        Assert.Equal([5L, 6, 8], await Ids(new AuditQuery { Except = [new AuditQuery { Actors = ["alice"] }] }));
        foreach (var shape in new[] { QueryShape.Count, QueryShape.Who })
        {
            var tallies = await Count(shape);
            Assert.Equal(
                [("alice", 3L, 1L), ("alice", 1L, 0L), ("alice-gh", 1L, 0L), ("alice@other.com", 1L, 0L), ("bob", 1L, 0L), (null, 1L, 0L)],
                tallies.OrderByDescending(t => t.Count).ThenBy(t => t.Name is null).ThenBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Name, t.Count, t.Failed)));
            Assert.Equal(["alice-gh (github)", "alice@example.com (convox)"], tallies.Single(t => t is { Name: "alice", Count: 3 }).Person!.Select(name => name.ToString()));
        }
    }

    [Fact]
    public async Task PeopleAreCountedWholeHoweverManyOtherNamesThereAre()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        await log.Append([.. Enumerable.Range(0, 1_100).SelectMany(i => new[] { By("github", $"n{i}"), By("github", $"n{i}") }), By("github", "alice-gh"), By("convox", "alice@example.com"), By("cloudtrail", "alice@example.com")]);

        var answer = await log.Questions.AskAsync(new AuditQuery { Shape = QueryShape.Who }, TimeZoneInfo.Utc, 20, null, default);

        Assert.Equal(("alice", 3L), (answer.Tallies[0].Name, answer.Tallies[0].Count));
        Assert.Equal((SlackAudit.Record.Questions.MostTallies, 1_101), (answer.Tallies.Count, answer.Tallies.Count + answer.MoreTallies));
    }

    [Fact]
    public async Task ALinkedNameCountsAtOnceIsAnEventAndIsKnownToOthersWhenTheyLook()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        await using var other = await first.Again(people: SomePeople);
        await log.Append(By("convox", "alice-cx"));
        var links = log.Of<IdentityLinks>();

        log.Faults.Enqueue(Fault.AfterCommit);
        Assert.Null(await links.LinkAsync("convox:Alice-CX", "alice", "carol", ActorTrust.Verified, default));
        Assert.Null(await links.LinkAsync("convox:alice-cx", "Alice", null, ActorTrust.None, default));
        Assert.Equal("convox:alice-cx is linked to alice already. Unlink it first.", await links.LinkAsync("convox:alice-cx", "bob", null, ActorTrust.None, default));
        Assert.Equal("convox:alice is bob's by the settings. Change it there, under People.", await links.LinkAsync("convox:alice", "alice", null, ActorTrust.None, default));
        Assert.Contains("no source", await links.LinkAsync("nowhere:alice", "alice", null, ActorTrust.None, default), StringComparison.Ordinal);
        Assert.Contains("no name", await links.LinkAsync("github:", "alice", null, ActorTrust.None, default), StringComparison.Ordinal);

        Assert.Equal("alice", log.Questions.People.Of("convox", "alice-cx"));
        Assert.Null(other.Questions.People.Of("convox", "alice-cx"));
        await other.Of<Identities>().RefreshAsync(default);
        Assert.Equal("alice", other.Questions.People.Of("convox", "alice-cx"));
        Assert.Equal(("convox", "alice-cx", "alice", Some.Now, "carol"), Assert.Single(await log.Of<Identities>().LinksAsync(default)) is var link ? (link.Source, link.Name, link.Person, link.LinkedAt, link.LinkedBy) : default);

        Assert.Null(await links.UnlinkAsync("convox:alice-cx", null, ActorTrust.None, default));
        Assert.Equal("convox:alice-cx is linked to nobody.", await links.UnlinkAsync("convox:alice-cx", null, ActorTrust.None, default));
        Assert.Empty(await log.Of<Identities>().LinksAsync(default));
        Assert.Null(log.Questions.People.Of("convox", "alice-cx"));
        var events = (await log.All()).Where(e => e.Source == "slackaudit").ToList();
        Assert.Equal(["carol linked convox:alice-cx to alice", "somebody unlinked convox:alice-cx from alice"], events.Select(e => e.Summary));
        Assert.Equal([("policy.identity", "carol", ActorTrust.Verified, true), ("policy.identity", null, ActorTrust.None, true)], events.Select(e => (e.Action, e.Actor, e.ActorTrust, e.Sensitive)));
    }

    [Fact]
    public async Task ANameThatTwoProcessesLinkToTwoPeopleAtOnceIsOnesAndTheLogSaysSoOnce()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        await using var other = await first.Again(people: SomePeople);
        IdentityChange To(string person) => new(new IdentityLink { Source = "convox", Name = "cx", Person = person, LinkedAt = Some.Now }, true, $"identity/{person}");
        Task<LogWorkResult> Commit(IdentityChange change) =>
            log.Of<LogWriter>().CommitAsync(new LogWork { Source = OwnSource.Name, Change = change, Events = [change.ToEvent(ActorTrust.None)] }, default);

        Assert.True((await Commit(To("alice"))).Taken);
        Assert.False((await Commit(To("bob"))).Taken);
        Assert.False((await Commit(To("bob") with { IsLinked = false, EventId = "identity/un" })).Taken);
        var said = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? log : other).Of<IdentityLinks>().LinkAsync("convox:dx", i % 2 == 0 ? "alice" : "bob", null, ActorTrust.None, default))));

        Assert.Equal(["cx", "dx"], (await log.Of<Identities>().LinksAsync(default)).Select(link => link.Name));
        Assert.Equal("alice", (await log.Of<Identities>().LinksAsync(default))[0].Person);
        Assert.Equal(2, (await log.All()).Count);
        Assert.Equal(4, said.Count(sentence => sentence is null));
    }

    [Fact]
    public async Task ALinkThatTheDatabaseDidNotTakeIsNeitherLinkedNorRecorded()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        for (var i = 0; i < 10; i++) log.Faults.Enqueue(Fault.BeforeCommit);

        await Assert.ThrowsAsync<LogUnavailableException>(() => log.Of<IdentityLinks>().LinkAsync("convox:alice-cx", "alice", "carol", ActorTrust.Verified, default));
        log.Faults.Clear();

        Assert.Empty(await log.Of<Identities>().LinksAsync(default));
        Assert.Empty(await log.All());
    }

    [Fact]
    public async Task APersonHasAsManyNamesAsAQuestionCanLookFor()
    {
        await using var first = await NewLog();
        await using var log = await first.Again(people: SomePeople);
        var links = log.Of<IdentityLinks>();
        for (var i = 2; i < PeopleSettings.MostNames; i++) Assert.Null(await links.LinkAsync($"n{i}", "alice", null, ActorTrust.None, default));

        Assert.Equal("Alice has 20 names already, which is as many as a person may have. Unlink one first.", await links.LinkAsync("another", "Alice", null, ActorTrust.None, default));
        await log.Append([.. Enumerable.Range(2, 18).Select(i => By("github", $"n{i}"))]);
        Assert.Equal(18, (await log.Questions.AskAsync(new AuditQuery { Words = [["alice"]], Actions = ["deploy"] }.Knowing(log.Questions.People), TimeZoneInfo.Utc, 50, null, default)).Events.Count);
    }
}
