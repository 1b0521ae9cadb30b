using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Tests.Events;

public sealed class QuestionTests
{
    static readonly QuestionContext Alice = new(
        new DateTimeOffset(2026, 3, 25, 14, 3, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), ["alice", "alice@example.com"]);

    public static TheoryData<string, string> Lines()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Events", "Questions.txt")).Where(line => line.Contains(" => ", StringComparison.Ordinal)))
        {
            var arrow = line.IndexOf(" => ", StringComparison.Ordinal);
            data.Add(line[..arrow].TrimEnd(' '), line[(arrow + 4)..]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void AQuestionIsReadAsTheTableSays(string typed, string expected) => Assert.Equal(expected, Read(typed, Alice));

    [Theory]
    [MemberData(nameof(Lines))]
    public void CaseChangesNothingButTheSpellingOfNames(string typed, string _)
    {
        var asTyped = Question.Parse(typed, Alice);
        var shouted = Question.Parse(typed.ToUpperInvariant(), Alice);

        Assert.Equal(asTyped.Problem?.Position, shouted.Problem?.Position);
        Assert.Equal(Words(asTyped), Words(shouted));
    }

    [Theory]
    [InlineData("last\u00a0deploy\u2003myapp\u3000\u200b", "last deploy myapp")]
    [InlineData("\tlast\ndeploy\r\nmy\u200bapp\ufeff", "last deploy myapp")]
    [InlineData("by\u00a0\u2068alice\u2069", "by alice")]
    [InlineData("«rollback»", "\"rollback\"")]
    [InlineData("deploys\0today", "deploy since 2026-03-24T23:00Z")]
    public void OddSpacesAndMarksAreUnderstood(string typed, string expected) => Assert.Equal(expected, Read(typed, Alice));

    [Theory]
    [InlineData("")]
    [InlineData("  \u00a0 ")]
    [InlineData("?!")]
    public void NoQuestionIsExplained(string typed) => Assert.Equal("There is no question yet.", Question.Parse(typed, Alice).Problem?.Message);

    [Fact]
    public void AQuestionTooLongIsExplained()
    {
        Assert.NotNull(Question.Parse(new string('a', Question.MaxLength), Alice).Query);
        Assert.Contains("at most 10,000 are read", Question.Parse(new string('a', Question.MaxLength + 1), Alice).Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AQuestionThatNamesTooMuchIsExplained()
    {
        static string Apps(int count) => "app:" + string.Join(',', Enumerable.Range(0, count));

        Assert.NotNull(Question.Parse(Apps(100), Alice).Query);
        Assert.Contains("more than 100 things", Question.Parse(Apps(101), Alice).Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("more than 100 things", Question.Parse("deploys not " + Apps(100), Alice).Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMisspeltWordIsShownWithItsPlaceAndWhatWasMeant()
    {
        var problem = Question.Parse("myapp  “rollback”  deplos today", Alice).Problem;

        Assert.Equal(("deplos", 19, "deploys"), (problem?.Word, problem?.Position, problem?.Nearest));
    }

    [Fact]
    public void AVeryLongWordIsNotRepeatedWhole() =>
        Assert.True(Question.Parse("since " + new string('x', 5_000), Alice).Problem!.Message.Length < 200);

    [Theory]
    [InlineData("form")]
    [InlineData("db.internal")]
    public void ANameThatTheLogKnowsIsNeverAMisspeltWord(string name)
    {
        var knowing = Alice with { IsKnownName = known => known == name };

        Assert.Equal([name], Question.Parse(name, knowing).Query?.Words.Single());
        Assert.NotEqual([name], Question.Parse(name, Alice).Query?.Words.SingleOrDefault());
    }

    [Theory]
    [InlineData("production staging development testing sandbox preview canary")]
    [InlineData("billing shop checkout payments orders search gateway frontend backend website")]
    [InlineData("deployer pusher builder merger worker scheduler consumer listener")]
    [InlineData("api web auth users cron mail redis postgres kafka nginx grafana vault consul")]
    [InlineData("main master trunk develop hotfix fast post core code data host shell-runner")]
    [InlineData("carol bob dave erin frank grace heidi ivan judy mallory oscar peggy sybil trent victor walter may april")]
    public void OrdinaryNamesAreNotTakenForMisspeltWords(string names) =>
        Assert.All(names.Split(' '), name => Assert.Equal([name], Question.Parse(name, Alice).Query?.Words.Single()));

    [Fact]
    public void WhoeverIsUnknownCannotAskForTheirOwn()
    {
        var stranger = Alice with { Me = [] };

        foreach (var typed in (string[])["by me", "my deploys", "by bob and me", "by:me"])
            Assert.Contains("which names are yours", Question.Parse(typed, stranger).Problem?.Message, StringComparison.Ordinal);
        Assert.Equal("deploy", Read("show me deploys", stranger));
    }

    [Fact]
    public void TimesAreTheAskers()
    {
        static string Since(string zone, string typed) => Read(typed, Alice with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) });

        Assert.Equal("since 2026-03-24T18:15Z", Since("Asia/Kathmandu", "today"));
        Assert.Equal("since 2026-03-25T04:00Z", Since("America/New_York", "today"));
        Assert.Equal("since 2026-03-25T09:00Z", Since("Pacific/Auckland", "since 22:00"));
        Assert.Equal("since 2026-03-24T12:00Z until 2026-03-24T18:00Z", Since("UTC", "yesterday afternoon"));
    }

    [Fact]
    public void ADayIsAsLongAsItsClocksSay()
    {
        var monday = Alice with { Now = new DateTimeOffset(2026, 3, 30, 10, 0, 0, TimeSpan.Zero) };

        // Clocks went forward on Sunday: the day had 23 hours, and a day ago is the same time on the clock.
        Assert.Equal("since 2026-03-28T23:00Z until 2026-03-29T22:00Z", Read("yesterday", monday));
        Assert.Equal("since 2026-03-28T11:00Z", Read("since 2d", monday));
        Assert.Equal("since 2026-03-28T10:00Z", Read("since 48h", monday));
    }

    [Fact]
    public void AWeekdayIsTheMostRecentOne()
    {
        var monday = Alice with { Now = Some.Now };

        Assert.Equal("since 2026-03-01T23:00Z", Read("since monday", monday));
        Assert.Equal("since 2026-02-22T23:00Z", Read("since last monday", monday));
        Assert.Equal("since 2026-02-23T23:00Z", Read("since tuesday", monday));
        Assert.Equal("since 2026-02-22T23:00Z until 2026-02-25T23:00Z", Read("between monday and wednesday", monday));
        Assert.Equal("since 2026-02-22T23:00Z until 2026-03-01T23:00Z", Read("last week", monday));
    }

    [Fact]
    public void EveryExampleIsUnderstoodAndNoTwoAskTheSame()
    {
        var queries = Question.Examples.Select(example => Question.Parse(example.Text, Alice).Query).ToArray();

        Assert.All(queries, Assert.NotNull);
        Assert.Distinct(queries);
    }

    [Fact]
    public void EveryActionAndItsOtherWordsAreUnderstood()
    {
        foreach (var (action, others) in Actions.Vocabulary)
            foreach (var word in others.Prepend(action))
                Assert.Equal([action], Question.Parse(word, Alice).Query?.Actions);
    }

    [Fact]
    public void OnlyAQuestionWithATimeHasOne()
    {
        Assert.True(Question.Parse("deploys until friday", Alice).Query!.HasTime);
        Assert.True(Question.Parse("deploys today", Alice).Query!.HasTime);
        Assert.False(Question.Parse("last 5 failed deploys not by ci-bot", Alice).Query!.HasTime);
    }

    [Fact]
    public void EqualQuestionsHaveEqualHashesAndOthersAreNotEqual()
    {
        var one = Question.Parse("last deploy myapp, billing not by ci-bot", Alice).Query!;
        var same = Question.Parse("the latest deployment of myapp or billing except by ci-bot", Alice).Query!;
        string[] others =
        [
            "last deploy myapp billing not by ci-bot", "last deploy myapp, billing", "last 2 deploy myapp, billing not by ci-bot",
            "last deploy myapp, billing not by ci", "last deploy myapp, billing not in ci-bot", "deploy myapp, billing not by ci-bot",
        ];

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.All(others, other => Assert.NotEqual(one, Question.Parse(other, Alice).Query));
    }

    internal static string Read(string text, QuestionContext context) => Question.Parse(text, context) switch
    {
        { Query: { } query, Problem: null } => Question.Format(query),
        { Query: null, Problem: { } problem } => string.Create(CultureInfo.InvariantCulture, $"! {problem.Position}: {problem.Message}"),
        _ => "Exactly one of query and problem must be set.",
    };

    static AuditQuery? Words(Question question) => question.Query is not { } query ? null : query with
    {
        Words = [.. query.Words.Select(Folded)],
        Apps = Folded(query.Apps),
        Targets = Folded(query.Targets),
        Actors = Folded(query.Actors),
        Scopes = Folded(query.Scopes),
        Sources = Folded(query.Sources),
        Texts = Folded(query.Texts),
        Actions = Folded(query.Actions),
        Except = [.. query.Except.Select(except => Words(new Question(except, null))!)],
    };

    static string[] Folded(IReadOnlyList<string> names) => [.. names.Select(Names.Fold).Distinct()];
}
