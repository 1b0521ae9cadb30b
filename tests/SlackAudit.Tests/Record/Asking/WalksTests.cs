using CsCheck;
using SlackAudit.Events;
using SlackAudit.Record.Asking;
using SlackAudit.Tests.Events;

namespace SlackAudit.Tests.Record.Asking;

public sealed class WalksTests
{
    [Fact]
    public void WhatAQuestionAsksForIsMetOnExactlyOneOfItsWalks() =>
        Gen.Select(AuditQueryPredicateTests.AQuery, AuditQueryPredicateTests.AnEvent.Array[20]).Sample((query, events) =>
        {
            var meets = query.Compile();
            var walks = Walks.Of(query).Select(walk => (Leads: walk.Seek.Compile(), Meets: walk.Rest.Compile())).ToList();
            return events.All(e => walks.Count(walk => walk.Leads(e) && walk.Meets(e)) == (meets(e) ? 1 : 0));
        });

    [Fact]
    public void AWalkIsLedByOneNameOrOneActionAndTheTime()
    {
        AuditQuery[] questions =
        [
            new() { Words = [["myapp"]], Actions = ["deploy"], Since = Some.Now },
            new() { Words = [["a", "b"], ["c"]], Scopes = ["production"] },
            new() { Actions = ["exec", "ssh", "env.change", "env.read"], Until = Some.Now },
            new() { Actors = ["alice", "alice@example.com"], Texts = ["x"] },
            new() { Apps = ["a"], Targets = ["b", "c"], Actors = ["d", "e", "f"] },
        ];

        Assert.All(questions, query => Assert.All(Walks.Of(query), walk =>
        {
            Assert.Equal(1, walk.Seek.Apps.Count + walk.Seek.Targets.Count + walk.Seek.Actors.Count + walk.Seek.Actions.Select(Actions.Root).Distinct().Count());
            Assert.Equal((query.Since, query.Until), (walk.Seek.Since, walk.Seek.Until));
            Assert.Empty(walk.Seek.Words);
        }));
        Assert.Equal([3, 3, 3, 2, 1], questions.Select(query => Walks.Of(query).Count));
    }

    [Fact]
    public void ThousandsOfNamesAreNotThousandsOfWalks()
    {
        string[] names = [.. Enumerable.Range(0, 3_000).Select(i => $"n{i}")];
        var query = new AuditQuery { Words = [names], Actors = names, Actions = names };

        Assert.Single(Walks.Of(query));
        Assert.False(query.Compile()(Some.Event()));
    }
}
