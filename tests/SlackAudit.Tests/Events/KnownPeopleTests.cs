using SlackAudit.Events;

namespace SlackAudit.Tests.Events;

public sealed class KnownPeopleTests
{
    static readonly Dictionary<string, string> Types = new() { ["github"] = "github", ["labs"] = "github", ["convox"] = "convox", ["staging"] = "kubernetes", ["cloudtrail"] = "cloudtrail" };

    static readonly KnownPeople People = new(
        [
            Person("alice", "github:alice-gh", "aws:Alice@Example.com", "kubernetes:system:admin", "slack:U0ALICE", "convox:ops/alice"),
            Person("Bob Jones", "github:bob", "labs:sam", "bob@example.com", "shared@example.com"),
            Person("sam", "github:sam", "convox:bob", "slack:U0SAM", "convox:shared@example.com"),
        ],
        [
            Person("Alice", "circleci:al"),
            Person("zoe", "convox:zed", "github:alice-gh", "bob@example.com"),
        ],
        Types);

    [Fact]
    public void WhereSomebodyCanBeWrittenToIsKnown()
    {
        Assert.Equal(["U0ALICE"], People.SlackUsersOf("alice"));
        Assert.Equal([], People.SlackUsersOf("zoe"));
        Assert.Equal(["alice@example.com"], People.AddressesOf("alice"));
        Assert.Equal(["bob@example.com", "shared@example.com"], People.AddressesOf("Bob Jones"));
        Assert.Equal([], People.AddressesOf("sam"));
        Assert.Equal([], People.AddressesOf("nobody"));
    }

    // The person first, then the names by hand.
    [Theory]
    [InlineData("github", "alice-gh", "alice")]
    [InlineData("github", "Alice-GH", "alice")]
    [InlineData("labs", "alice-gh", "alice")]
    [InlineData("convox", "alice-gh", null)]
    [InlineData("github", "acme/alice-gh", null)]
    [InlineData("cloudtrail", "alice@example.com", "alice")]
    [InlineData("convox", "ALICE@example.com", "alice")]
    [InlineData("convox", "alice@other.com", null)]
    [InlineData("convox", "ops/alice@example.com", null)]
    [InlineData("convox", "alice", null)]
    [InlineData("staging", "system:admin", "alice")]
    [InlineData("github", "system:admin", null)]
    [InlineData("convox", "ops/alice", "alice")]
    [InlineData("circleci", "al", "alice")]
    [InlineData("github", "bob", "Bob Jones")]
    [InlineData("convox", "bob", "sam")]
    [InlineData("cloudtrail", "bob", null)]
    [InlineData("labs", "sam", "Bob Jones")]
    [InlineData("github", "sam", "sam")]
    [InlineData("github", "bob@example.com", "Bob Jones")]
    [InlineData("github", "shared@example.com", "Bob Jones")]
    [InlineData("convox", "shared@example.com", "sam")]
    [InlineData("convox", "zed", "zoe")]
    [InlineData("slack", "U0ALICE", null)]
    [InlineData("github", null, null)]
    [InlineData("github", "  ", null)]
    public void AnActorIsThePersonWhoseNameItIsInThatSource(string source, string? actor, string? person) => Assert.Equal(person, People.Of(source, actor));

    [Theory]
    [InlineData("alice", "alice", "alice-gh (github, labs)|alice@example.com|system:admin (kubernetes, staging)|ops/alice (convox)|al (circleci)")]
    [InlineData("ALICE", "alice", "alice-gh (github, labs)|alice@example.com|system:admin (kubernetes, staging)|ops/alice (convox)|al (circleci)")]
    [InlineData("alice-gh", "alice", "alice-gh (github, labs)|alice@example.com|system:admin (kubernetes, staging)|ops/alice (convox)|al (circleci)")]
    [InlineData("zed", "zoe", "zed (convox)")]
    [InlineData("Bob Jones", "Bob Jones", "bob (github, labs)|sam (labs)|bob@example.com|shared@example.com")]
    [InlineData("bob", null, "")]
    [InlineData("alice@other.com", null, null)]
    [InlineData("nobody", null, null)]
    public void AWordMeansThePersonWhoIsCalledSoOrTheOnlyOneWithSuchAName(string word, string? person, string? names)
    {
        var asked = People.Asked(word);

        Assert.Equal(person, asked?.Person);
        Assert.Equal(names, asked is null ? null : string.Join('|', asked.Hers));
    }

    [Fact]
    public void AWholeAddressMeansNobodyElseWithTheSameBeginning()
    {
        var people = new KnownPeople([Person("alice", "alice@example.com"), Person("alice-b", "alice@other.com")], [], Types);

        Assert.Equal(("alice", "alice-b"), (people.Asked("alice@example.com")?.Person, people.Asked("alice@other.com")?.Person));
        Assert.Empty(people.Asked("alice@example.com")!.Others);
        Assert.Equal(["alice@other.com"], people.Asked("alice")!.Others.Select(name => name.Name));
    }

    [Fact]
    public void WhatCouldBeSeveralPeopleIsSaidAndNotGuessed()
    {
        var asked = People.Asked("bob")!;

        Assert.Null(asked.Person);
        Assert.Equal("“bob” could be Bob Jones (bob (github, labs), bob@example.com) or sam (bob (convox)), so only the name itself was looked for. Ask by the whole name of one of them.", asked.Note);
        var query = new AuditQuery { Actors = ["bob"] }.Knowing(People);
        Assert.Equal([asked.Note!], query.Notes);
        Assert.All(["github", "convox", "elsewhere"], source => Assert.True(query.Compile()(Some.Event(actor: "bob") with { Source = source })));
        Assert.False(query.Compile()(Some.Event(actor: "sam") with { Source = "labs" }));
    }

    [Fact]
    public void ANameThatIsAnothersIsLeftOutAndThatIsSaid()
    {
        var query = new AuditQuery { Actors = ["sam"] }.Knowing(People);

        Assert.True(query.Compile()(Some.Event(actor: "bob") with { Source = "convox" }));
        Assert.True(query.Compile()(Some.Event(actor: "sam") with { Source = "elsewhere" }));
        Assert.False(query.Compile()(Some.Event(actor: "sam") with { Source = "labs" }));
        Assert.Contains("sam (labs), which is somebody else, is left out", Assert.Single(query.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AUserOfSlackIsKnownByTheId()
    {
        Assert.Equal(("alice", "sam", null), (People.OfSlackUser("u0alice"), People.OfSlackUser("U0SAM"), People.OfSlackUser("U0NEW")));
        Assert.Equal((4, 17), (People.Count, People.Identities));
    }

    [Fact]
    public void AMentionIsWhomSlackMeansAndNotWhatTheyAreCalledThere()
    {
        Assert.Equal("by alice since 2026-03-01T14:03Z", Read("by <@U0ALICE|sam> since 24h"));
        Assert.Equal("by alice", Read("<@U0ALICE>"));
        Assert.Equal("by newcomer", Read("by <@U0NEW|newcomer>"));
        var unknown = Question.Parse("by <@U0NEW>", Context);
        Assert.Contains("slack:U0NEW", Assert.Single(unknown.Query!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void MeIsWhoAsksAndWhoIsNotKnownIsToldHowToBe()
    {
        Assert.Equal("deploy by alice", Read("my deploys", Context with { SlackUser = "U0ALICE" }));
        Assert.Equal("by carol", Read("by me", Context with { SlackUser = "U0NEW", Me = ["carol"] }));
        Assert.Contains("slack:U0NEW added", Question.Parse("by me", Context with { SlackUser = "U0NEW", Me = ["carol"] }).Query!.Notes[0], StringComparison.Ordinal);
        Assert.Contains("slack:U0NEW added", Question.Parse("by me", Context with { SlackUser = "U0NEW" }).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyPeopleAtOnceAreLookedForByNameAndThatIsSaid()
    {
        var people = new KnownPeople([.. Enumerable.Range(0, 10).Select(p => Person($"p{p}", [.. Enumerable.Range(0, 20).Select(n => $"n{p}x{n}")]))], [], Types);

        var query = new AuditQuery { Actors = [.. Enumerable.Range(0, 10).Select(p => $"p{p}")] }.Knowing(people);

        Assert.Equal((3, 7), (query.Known.Count, query.Notes.Count));
    }

    static readonly QuestionContext Context = new(Some.Now, TimeZoneInfo.Utc, []) { People = People };

    static string? Read(string text, QuestionContext? context = null) => Question.Parse(text, context ?? Context).Query is { } query ? Question.Format(query) : null;

    static Person Person(string name, params string[] names) => new(name, [.. names.Select(Identity.Parse)]);
}
