using SlackAudit.Events;
using SlackAudit.Record.Asking;
using SlackAudit.Tests.Record.Asking;

namespace SlackAudit.Tests.Record;

/// <summary>What the log says of names that it knows, and of those that it does not.</summary>
public abstract partial class LogContract
{
    static readonly QuestionContext Nobody = new(Some.Now, TimeZoneInfo.Utc, []);

    [Theory]
    [InlineData("last deploy logic", "last deploy name:\"logic\"")]
    [InlineData("logic, biulds", "name:\"logic\",\"biulds\"")]
    [InlineData("deplos", "deplos")]
    public async Task AWordThatLooksMisspeltIsANameWhereTheLogKnowsIt(string typed, string read)
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "acme/Logic"), Some.Event(actor: "biulds"), Some.Event() with { Target = "deplos" });

        Assert.Equal(read, Question.Format((await log.Questions.ReadAsync(typed, Nobody, default)).Query!).Replace("name:\"deplos\"", "deplos", StringComparison.Ordinal));
        Assert.Null(Question.Parse(typed, Nobody).Query);
    }

    [Fact]
    public async Task AWordThatNobodyKnowsStaysMisspelt()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "billing"));

        Assert.Equal("login", (await log.Questions.ReadAsync("logic, billing", Nobody, default)).Problem?.Nearest);
    }

    [Theory]
    [InlineData("last deploy bililng", "The log knows no app, target or person called “bililng”. Did you mean billing?")]
    [InlineData("deploys app:acme/shpo", "The log knows no app called “acme/shpo”. Did you mean shop?")]
    [InlineData("by alcie", "The log knows no person called “alcie”. Did you mean alice?")]
    [InlineData("target:prod-bd", "The log knows no target called “prod-bd”. Did you mean prod-db?")]
    [InlineData("in prodcution", "The log knows no recent environment called “prodcution”. Did you mean production?")]
    [InlineData("from gihtub", "The log knows no source called “gihtub”. Did you mean github?")]
    [InlineData("zebra", "The log knows no app, target or person called “zebra”.")]
    [InlineData("billing by nobody", "The log knows no person called “nobody”.")]
    [InlineData("billing builds")]
    [InlineData("not by alcie builds")]
    public async Task AnEmptyAnswerSaysWhichNamesTheLogNeverMetAndWhichAreNear(string typed, params string[] said)
    {
        await using var log = await NewLog();
        var apps = Enumerable.Range(0, 300).Select(i => Some.Event(app: $"bil{i:000}") with { Actor = $"user{i}" });
        await log.Append([.. apps.Take(100), Some.Event(app: "acme/billing") with { Target = "prod-db", Scope = "production" }, Some.Event(app: "shop", actor: "Alice@example.com")]);
        await log.Log.AppendAsync("github", [Some.Event() with { Source = "github" }], default, default);

        var answer = await log.Questions.AskAsync((await log.Questions.ReadAsync(typed, Nobody, default)).Query!, TimeZoneInfo.Utc, 10, null, default);

        Assert.True(answer.IsEmpty);
        Assert.Equal(said, answer.Unknown.Select(unknown => unknown.Says));
    }

    [Fact]
    public async Task NoNameIsMissedInAnAnswerThatIsNotEmpty()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "billing"));

        Assert.Empty((await log.Questions.AskAsync(Question.Parse("billing, shop", Nobody).Query!, TimeZoneInfo.Utc, 10, null, default)).Unknown);
    }

    [Fact]
    public async Task NamesBesideAnEmptyAnswerNeverStandInItsWay()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event(app: "billing"));
        var hasty = log.Within(new Limits { Beside = TimeSpan.Zero });

        Assert.Empty((await hasty.AskAsync(Question.Parse("bililng", Nobody).Query!, TimeZoneInfo.Utc, 10, null, default)).Unknown);
    }
}
