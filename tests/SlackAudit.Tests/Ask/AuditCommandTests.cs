using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Record.Stories;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask;

public sealed class AuditCommandTests
{
    [Theory]
    [InlineData("last deploy myapp", "alice promoted R4 of myapp: rollback")]
    [InlineData("last 5 deploys myapp", "alice promoted R4 of myapp: rollback", "alice promoted R3 of myapp", "bob promoted R1 of myapp")]
    [InlineData("deploys today", "bob promoted R5 of shop", "alice promoted R4 of myapp: rollback")]
    [InlineData("exec in production since 24h", "bob ran ls in production")]
    [InlineData("by @alice since monday", "alice promoted R4 of myapp: rollback")]
    [InlineData("by me since 24h", "alice promoted R4 of myapp: rollback", "alice promoted R3 of myapp")]
    [InlineData("sensitive since 24h", "carol read the payment key")]
    [InlineData("failed deploys", "bob promoted R5 of shop", "bob promoted R2 of shop")]
    [InlineData("“rollback”", "alice promoted R4 of myapp: rollback")]
    [InlineData("\"R4\"", "alice promoted R4 of myapp: rollback")]
    [InlineData("exec, secrets since yesterday not by bob", "carol read the payment key", "carol ran a shell in staging")]
    public async Task EventsAreListedNewestFirstInTheAskersZone(string question, params string[] told)
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        Assert.Equal(told, await desk.Told(question));
    }

    [Fact]
    public async Task OneEventIsToldInFull()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var answer = await desk.Ask("last deploy myapp");

        Assert.Equal(
            "2026-03-02 05:03 -05:00  alice promoted R4 of myapp: rollback  [deploy, success]  by alice@example.com  app acme/myapp  release R4  in production  (generic #9)",
            answer.Text);
        Assert.Equal("✅ *alice promoted R4 of myapp: rollback*", Markup(((SectionBlock)answer.Blocks[0]).Text!));
        Assert.Equal(
            ["*When*\n<!date^1772445780^{date_short_pretty} {time}|2026-03-02 10:03 UTC>", "*Who*\nalice@example.com", "*What*\ndeploy, success", "*App*\nacme/myapp", "*Where*\nproduction", "*Target*\nrelease `R4`", "*From*\n`203.0.113.7`"],
            ((SectionBlock)answer.Blocks[1]).Fields.Select(Markup));
        Assert.Equal("generic `release:promote` · event `9` · <https://console.example.com/R4|open>", Markup(((ContextBlock)answer.Blocks[2]).Elements[0]));
        Assert.Equal("Understood as `last deploy myapp` · your zone is America/New_York", Markup(((ContextBlock)answer.Blocks[3]).Elements[0]));
    }

    [Fact]
    public async Task SeveralEventsAreALineEachAndSayNothingTwice()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var lines = Lines(await desk.Ask("deploys since 24h"));

        Assert.Equal(
            ["date,   ❌ failed: bob promoted R5 of shop  , #11", "date,   ✅ alice promoted R4 of myapp: rollback · in production  , #9,   , link", "date,   ✅ alice promoted R3 of myapp  , #8"],
            lines);
    }

    [Fact]
    public async Task WhoSaysHowOftenAndWhenLast()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var answer = await desk.Ask("who touched prod-db last week");

        Assert.Equal("alice  2  last 2026-02-25 09:03 -05:00\ncarol  1  last 2026-02-25 09:03 -05:00", answer.Text);
        Assert.Equal(["alice,   2 times, last , date", "carol,   1 time, last , date"], Lines(answer));
    }

    [Fact]
    public async Task HowAQuestionWasUnderstoodIsSaidInTimesThatEachReaderReads()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var understood = Markup((await desk.Ask("who touched prod-db last week")).Blocks.OfType<ContextBlock>().Last().Elements[0]);

        Assert.Equal(
            "Understood as `who prod-db` from <!date^1771822800^{date_short_pretty} {time}|2026-02-23 05:00 UTC> to <!date^1772427600^{date_short_pretty} {time}|2026-03-02 05:00 UTC> · your zone is America/New_York",
            understood);
    }

    [Fact]
    public async Task CountsAreATableOfFiguresOrOneSentence()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var table = await desk.Ask("count deploys per app since 30d");
        var days = await desk.Ask("count deploys per day since 24h");
        var total = await desk.Ask("count failed deploys");

        Assert.Equal(
            "shop        2  ██████████  last 2026-03-02 07:03 -05:00  (2 failed)\nmyapp       2  ██████████  last 2026-03-01 22:03 -05:00\nacme/myapp  1  █████       last 2026-03-02 05:03 -05:00",
            table.Text);
        Assert.Equal(table.Text + "\n", string.Concat(((RichTextPreformatted)((RichTextBlock)table.Blocks[1]).Elements[0]).Elements.Cast<RichTextText>().Select(line => line.Text)));
        Assert.Equal("2026-03-01  1  █████\n2026-03-02  2  ██████████  (1 failed)", days.Text);
        Assert.Equal("*2* events  (2 failed), the newest <!date^1772452980^{date_short_pretty} {time}|2026-03-02 12:03 UTC>", Markup(((SectionBlock)total.Blocks[0]).Text!));
    }

    [Fact]
    public async Task OfTheLastDeployItIsSaidWhatBecameOfTheEnvironmentSince()
    {
        const string told = """
            Its environment changed since:
              2026-03-02 13:00 UTC  API_URL added by dave, fingerprint [0-9a-f]{12}  \(#10\)
              2026-03-02 13:00 UTC  DATABASE_URL changed by dave, fingerprint [0-9a-f]{12}  \(#10\)
            """;
        await using var desk = await Incident.Open();

        Assert.DoesNotContain("Its environment", (await desk.Ask("last deploy billing in production", "U2")).Text, StringComparison.Ordinal);
        Assert.Matches(told.ReplaceLineEndings("\n"), (await desk.Ask("last deploy billing in production before 13:00", "U2")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("help")]
    [InlineData("HELP")]
    public async Task HelpShowsEveryExample(string text)
    {
        await using var desk = await AskDesk.Open();

        var help = await desk.Ask(text);

        Assert.All(Question.Examples, example => Assert.Contains(SlackText.Escape(example.Text), help.Text, StringComparison.Ordinal));
        Assert.All(Question.Examples, example => Assert.Contains($"`/audit {example.Text}`", string.Concat(help.Blocks.OfType<SectionBlock>().Select(block => Markup(block.Text!))), StringComparison.Ordinal));
        desk.Users.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task WhatIsNotUnderstoodIsNamedWithTheNearestWordAndTwoExamples()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        var answer = await desk.Ask("last deplyo myapp");

        Assert.All(["deplyo", "deploy", "/audit last deploy myapp", "/audit failed deploys since 7d", "/audit help"], said => Assert.Contains(said, answer.Text, StringComparison.Ordinal));
        Assert.Equal(2, answer.Blocks.Count);
    }

    [Fact]
    public async Task AnEmptyAnswerSaysOverWhichTimeAndWhenItsSourcesWereLastHeard()
    {
        await using var desk = await AskDesk.Open();
        var never = await desk.Ask("deploys today");
        await desk.Log.Log.AppendAsync("github", [Some.Event("push") with { Source = "github", OccurredAt = Some.Now }], default, default);
        await desk.Log.Log.RefusedAsync("convox", [Some.Refused("convox", 2, "the signature does not match <!here>")], null, default);
        desk.Log.Time.Advance(TimeSpan.FromHours(3));

        var empty = await desk.Ask("deploys today");
        var other = await desk.Ask("deploys from cloudtrail");

        Assert.Equal("Nothing in the log matches from 2026-03-02 00:00 -05:00 to now (2026-03-02 09:03 -05:00). No source has been heard yet.", never.Text);
        Assert.Equal(
            "Nothing in the log matches from 2026-03-02 00:00 -05:00 to now (2026-03-02 12:03 -05:00). Not certain: convox since 2026-03-02 09:03 -05:00 (deliveries were refused). Last heard:\n• github  2026-03-02 09:03 -05:00 (3 h ago)\n"
            + "• convox  never; refused 2026-03-02 09:03 -05:00 (3 h ago): the signature does not match &lt;!here&gt;",
            empty.Text);
        Assert.Equal("Nothing in the log matches in all the time the log covers. No source of that name has been heard yet.", other.Text);
        Assert.Contains("Last heard:\n• github", Markup(((SectionBlock)empty.Blocks[0]).Text!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploys", 10, true)]
    [InlineData("deploys limit:3", 3, false)]
    [InlineData("last 7 deploys", 7, false)]
    [InlineData("last 30 deploys", 30, false)]
    [InlineData("last 50 deploys", 30, true)]
    [InlineData("last 50 deploys app12", 1, false)]
    public async Task WhatDoesNotFitIsSaidAndCanBeAskedFor(string question, int listed, bool more)
    {
        await using var desk = await AskDesk.Open([.. Enumerable.Range(0, 45).Select(i => Some.Event(app: $"app{i}") with { OccurredAt = Some.Now.AddMinutes(-i) })]);

        var answer = await desk.Ask(question);

        var lines = answer.Text!.Split('\n');
        Assert.Equal((listed, more), (lines.Count(line => line.Contains("[deploy", StringComparison.Ordinal)), lines[^1].StartsWith("The newest", StringComparison.Ordinal)));
        if (!more) return;
        var until = lines[^1][(lines[^1].IndexOf("until", StringComparison.Ordinal))..].TrimEnd('.');
        var older = await desk.Ask($"deploys {until}");
        // The page goes on with the oldest one, so that nothing of the same second is left out.
        Assert.Contains($"app{listed - 1}  (generic", older.Text!.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseThatIsAwayIsASentence()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(desk.Log.File)!)) File.Delete(file);

        var answer = await desk.Ask("last deploy myapp");

        Assert.StartsWith("The log cannot be asked now.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Put it back.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatSomebodyTypesIsNeverMoreThanText()
    {
        await using var desk = await AskDesk.Open(SmallWorld.Events);

        foreach (var text in Notify.HostileEvents.Texts)
            foreach (var typed in new[] { text, $"last deploy \"{text}\"", $"by:{text}", $"deploys {text}" })
                SlackAssert.Safe(await desk.Ask(typed), text);
    }

    static string Markup(TextObject text) => ((Markdown)text).Text.ToString();

    static IEnumerable<string> Lines(Message message) =>
        ((RichTextList)((RichTextBlock)message.Blocks[0]).Elements[0]).Elements.Select(line => string.Join(", ", line.Elements.Select(part => part switch
        {
            RichTextText text => text.Text.TrimEnd('\n'),
            RichTextDate => "date",
            RichTextLink => "link",
            _ => "?",
        })));

    [Fact]
    public async Task TheLastDeployTellsTheWholeStory()
    {
        await using var desk = await AskDesk.Open([.. Shipped.Change().Reverse(), .. Shipped.Noise().Where(e => e.Actor != "mallory" || e.App != "myapp")]);

        var message = await desk.Ask("last deploy myapp");

        Assert.Equal(
            """
              · 2026-03-02 07:00 -05:00  pushed 1a2b3c4 to feature by alice  (github #10)  https://github.com/acme/myapp/compare/x...y
              · 2026-03-02 07:10 -05:00  merged #12 by bob  (github #9)  https://github.com/acme/myapp/pull/12
              · 2026-03-02 07:10 -05:00  pushed 9f8e7d6 to main by bob  (github #8)  https://github.com/acme/myapp/compare/x...y
              · 2026-03-02 07:10 -05:00  built ci by bob, took 4 min  (github #7 to #6)
              · 2026-03-02 07:15 -05:00  built image  (generic #5)
              · 2026-03-02 07:16 -05:00  built BABC by carol  (convox #4)
              · 2026-03-02 07:16 -05:00  released RABC by carol  (convox #3)
              → 2026-03-02 07:20 -05:00  deployed RABC to production by carol, took 3 min  (convox #2 to #1)
            """,
            message.Text!.Split("The whole story:\n")[1].Replace("&gt;", ">", StringComparison.Ordinal));
        var json = SlackAudit.Slack.SlackJson.Serialize(message);
        Assert.Contains("*The whole story*", json, StringComparison.Ordinal);
        Assert.Contains("\"url\":\"https://github.com/acme/myapp/compare/x...y\",\"text\":\"pushed 9f8e7d6\"", json, StringComparison.Ordinal);
        Assert.Contains("*Took*\\n3 min", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASessionIsOneLineWithItsDurationAndBothItsEvents()
    {
        AuditEvent Shell(int minutes, Outcome outcome, string id) => Some.Event(Actions.Exec, "myapp") with
        {
            Correlation = $"session:{id}",
            Outcome = outcome,
            OccurredAt = Some.Now.AddMinutes(minutes),
            Summary = $"alice {(outcome == Outcome.Started ? "started" : "ended")} bash in web-1",
        };
        await using var desk = await AskDesk.Open(Shell(-60, Outcome.Started, "a"), Shell(-48, Outcome.Success, "a"), Shell(-40, Outcome.Started, "b"));

        var message = await desk.Ask("exec myapp since yesterday");
        var counted = await desk.Ask("count exec since yesterday");

        Assert.Equal(
            [
                "2026-03-02 08:23 -05:00  alice started bash in web-1, still open since 2026-03-02 08:23 -05:00 as far as was told  [exec, started]  by alice (as claimed)  app myapp  (generic #3)",
                "2026-03-02 08:03 -05:00  alice started bash in web-1, for 12 min  [exec, success]  by alice (as claimed)  app myapp  (generic #1 to #2)",
            ],
            message.Text!.Split('\n'));
        Assert.Contains("3", counted.Text!, StringComparison.Ordinal);
        Assert.Contains("*Lasted*\\n12 min", SlackAudit.Slack.SlackJson.Serialize(await desk.Ask("last successful exec myapp")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerWhoseStoryCannotBeReadIsAnAnswer()
    {
        await using var desk = await AskDesk.Open(Shipped.Change());
        await using (var db = await desk.Log.Contexts.CreateDbContextAsync()) await db.Database.ExecuteSqlRawAsync("DROP TABLE correlations");

        Assert.StartsWith("2026-03-02 07:23 -05:00  carol promoted release RABC of myapp on production", (await desk.Ask("last deploy myapp")).Text, StringComparison.Ordinal);
    }
}
