using System.Globalization;
using CsCheck;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Events;

public sealed class AuditQueryPredicateTests
{
    static readonly string?[] SomeNames =
        [null, "billing", "acme/billing", "Acme/Billing", "other/billing", "alice", "Alice@Example.com", "ops/alice@example.com", "ß/", "É", "/", "Billing Bot", "bob"];

    static readonly string[] SomeActions = ["env", "env.change", "env.change.secret", "env.changes", "environment", "deploy"];

    static readonly Gen<string> Name = Gen.OneOf(SomeNames.OfType<string>().ToArray());

    internal static readonly Gen<AuditEvent> AnEvent =
        from action in Gen.OneOf(SomeActions)
        from names in Gen.OneOf(SomeNames).Array[4]
        from outcome in Gen.Enum<Outcome>()
        from sensitive in Gen.Bool
        from source in Gen.OneOf("github", "convox")
        from minutes in Gen.Int[-3, 3]
        from summary in Gen.OneOf("Rolled BACK billing", "É was here", "TITLE", "")
        select new AuditEvent
        {
            Source = source,
            SourceEventId = "1",
            Action = action,
            App = names[0],
            Target = names[1],
            Actor = names[2],
            Scope = names[3],
            Outcome = outcome,
            Sensitive = sensitive,
            OccurredAt = Some.Now.AddMinutes(minutes),
            Summary = summary,
        };

    static Gen<string[]> Few(Gen<string> gen) => Gen.Frequency((3, Gen.Const(Array.Empty<string>())), (2, gen.Array[1, 2]));

    static readonly Gen<AuditQuery> Plain =
        from actions in Few(Gen.OneOf(SomeActions))
        from words in Few(Name)
        from names in Few(Name).Array[4]
        from sources in Few(Gen.OneOf("github", "GitHub", "convox"))
        from outcomes in Gen.Frequency((3, Gen.Const(Array.Empty<Outcome>())), (1, Gen.Enum<Outcome>().Array[1, 2]))
        from sensitive in Gen.OneOf<bool?>(null, null, true, false)
        from texts in Few(Gen.OneOf("back", "é", "TITLE", "e\u0301"))
        from since in Gen.OneOf<int?>(null, null, -1, 0)
        from until in Gen.OneOf<int?>(null, null, 1, 2)
        select new AuditQuery
        {
            Actions = actions,
            Words = words.Length == 0 ? [] : [words],
            Apps = names[0],
            Targets = names[1],
            Actors = names[2],
            Scopes = names[3],
            Sources = sources,
            Outcomes = outcomes,
            Sensitive = sensitive,
            Texts = texts,
            Since = since is { } s ? Some.Now.AddMinutes(s) : null,
            Until = until is { } u ? Some.Now.AddMinutes(u) : null,
        };

    // One who is called as another one's names, one who has half of an ambiguous name, and the other one.
    internal static readonly PeopleSettings People = new(
        [
            new("alice", [new("github", "alice"), new(null, "alice@example.com"), new("github", "É")]),
            new("Billing Bot", [new("convox", "billing"), new(null, "other/billing"), new("github", "acme/billing")]),
            new("bob", [new("convox", "Alice"), new("github", "ops/alice@example.com"), new("convox", "É"), new("github", "other/billing")]),
        ],
        new Dictionary<string, string> { ["github"] = "github", ["convox"] = "convox" });

    static readonly KnownPeople Known = People.Known;

    internal static readonly Gen<AuditQuery> AQuery = Gen.Select(Plain, Gen.Frequency((2, Gen.Const(Array.Empty<AuditQuery>())), (1, Plain.Array[1, 2])), Gen.Bool,
        (query, except, knowing) => knowing ? (query with { Except = except }).Knowing(Known) : query with { Except = except });

    [Fact]
    public void ThePredicateSaysWhatTheWordsOfAQuestionSay() =>
        Gen.Select(AQuery, AnEvent.Array[20]).Sample((query, events) =>
        {
            var asked = query.ToPredicate().Compile();
            var compiled = query.Compile();
            return events.All(e => asked(e) == Reference(query, e) && compiled(e) == Reference(query, e));
        });

    [Fact]
    public void EveryFieldAloneMeetsAndMissesSomething()
    {
        var e = Some.Event("env.change", "acme/billing") with { Target = "prod-db", Scope = "production", Summary = "alice set ÉTOILE" };
        AuditQuery[] meet =
        [
            new(), new() { Actions = ["env"] }, new() { Actions = ["env.change"] }, new() { Actions = ["deploy", "ENV"] },
            new() { Words = [["Billing"]] }, new() { Words = [["prod-db"], ["nobody", "alice"]] }, new() { Apps = ["acme/billing"] },
            new() { Targets = ["PROD-DB"] }, new() { Actors = ["bob", "alice"] }, new() { Scopes = ["production"] },
            new() { Sources = ["generic"] }, new() { Outcomes = [Outcome.Failure, Outcome.Success] }, new() { Sensitive = false },
            new() { Texts = ["étoile", "SET"] }, new() { Since = Some.Now }, new() { Until = Some.Now.AddTicks(1) },
            new() { Except = [new() { Actors = ["bob"] }, new() { Scopes = ["staging"] }] },
        ];
        AuditQuery[] miss =
        [
            new() { Actions = ["deploy"] }, new() { Actions = ["env.change.secret"] }, new() { Actions = ["en"] },
            new() { Words = [["production"]] }, new() { Words = [["prod-db"], ["nobody"]] }, new() { Apps = ["other/billing"] },
            new() { Apps = ["prod-db"] }, new() { Targets = ["billing"] }, new() { Actors = ["alice@example.com"] }, new() { Scopes = ["prod"] },
            new() { Sources = ["github"] }, new() { Outcomes = [Outcome.Unknown] }, new() { Sensitive = true },
            new() { Texts = ["set", "gone"] }, new() { Since = Some.Now.AddTicks(1) }, new() { Until = Some.Now },
            new() { Except = [new() { Actors = ["bob"] }, new() { Actors = ["alice"] }] },
        ];

        Assert.All(meet, query => Assert.True(query.Compile()(e)));
        Assert.All(miss, query => Assert.False(query.Compile()(e)));
    }

    [Fact]
    public void ATurkishThreadReadsTextsLikeAnyOther()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        try
        {
            Assert.True(new AuditQuery { Texts = ["title"] }.Compile()(Some.Event() with { Summary = "TITLE" }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void FoldingTwiceChangesNothing() =>
        Gen.String.Sample(name => Names.Fold(Names.Fold(name)) == Names.Fold(name));

    [Fact]
    public void HalfASurrogatePairIsANameLikeAnyOther() => Assert.Equal("a\ufffd", Names.Key("acme/A\ud800"));

    static bool Reference(AuditQuery q, AuditEvent e) =>
        Any(q.Actions, a => (e.Action + ".").StartsWith(Names.Fold(a) + ".", StringComparison.Ordinal))
        && q.Words.All(g => g.Any(w => Names.Match(e.App, w) || Names.Match(e.Target, w) || Means(q, e, w)))
        && Any(q.Apps, n => Names.Match(e.App, n))
        && Any(q.Targets, n => Names.Match(e.Target, n))
        && Any(q.Actors, n => Means(q, e, n))
        && Any(q.Scopes, n => Names.Match(e.Scope, n))
        && Any(q.Sources, s => e.Source.Equals(s, StringComparison.OrdinalIgnoreCase))
        && Any(q.Outcomes, o => e.Outcome == o)
        && (q.Sensitive is null || q.Sensitive == e.Sensitive)
        && q.Texts.All(t => e.Summary.Contains(t.Normalize(), StringComparison.OrdinalIgnoreCase))
        && !(e.OccurredAt < q.Since)
        && !(e.OccurredAt >= q.Until)
        && !q.Except.Any(x => Reference(x, e));

    // Whoever is meant, by whatever name; and the name itself, unless it is somebody else's.
    static bool Means(AuditQuery q, AuditEvent e, string asked)
    {
        if (q.Known.FirstOrDefault(known => known.Word == asked)?.Person is not { } meant) return Names.Match(e.Actor, asked);
        return Known.Of(e) is { } person ? person == meant : Names.Match(e.Actor, asked);
    }

    static bool Any<T>(IReadOnlyList<T> asked, Func<T, bool> meets) => asked.Count == 0 || asked.Any(meets);
}
