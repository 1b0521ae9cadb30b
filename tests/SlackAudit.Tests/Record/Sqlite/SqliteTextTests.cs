using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Asking;
using SlackAudit.Record.Sqlite;
using SlackAudit.Tests.Record.Asking;
using SlackAudit.Tests.Record.Retention;

namespace SlackAudit.Tests.Record.Sqlite;

public sealed class SqliteTextTests
{
    // The index is asked however few events there are; beyond one event nothing is looked through without it.
    static readonly Limits OnlyTheIndex = new() { Few = 0, TextWindow = 1 };

    static readonly string[] Pieces =
        ["roll", "back", "ROLLBACK", " of ", "é", "É", "Größe", "ß", "İstanbul", "ΟΔΟΣ", "οδος", "\"x\"", "a_c", "100%", "*", "AND", "😀", "😀😀", "(re)", "日本語", "\t", "--", "  "];

    static readonly Gen<string> AText = Gen.OneOf(Pieces).Array[1, 4].Select(string.Concat);

    [Fact]
    public async Task EveryTextIsFoundThatMemoryFindsThoughOnlyAPartIsIndexed()
    {
        await using var log = await TestLog.OnSqlite();
        var summaries = AText.Array[400].Single();
        await Append(log, summaries[..150]);
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        await Append(log, summaries[150..300]);
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        await Append(log, summaries[300..]);
        var all = await log.All();
        var questions = log.Within(OnlyTheIndex);

        await Gen.Select(AText, Gen.OneOf<string?>(null, "myapp", "other"), Gen.Int[1, 60], Gen.OneOf<int?>(null, 10, 30)).SampleAsync(
            async (text, app, size, since) =>
            {
                var query = new AuditQuery { Texts = [text], Words = app is null ? [] : [[app]], Since = since is { } minutes ? Some.Now.AddMinutes(minutes) : null };
                var expected = all.Where(query.Compile()).OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Select(e => e.Id).ToList();

                Assert.Equal(expected, await questions.AllPages(query, size));
                var counted = await questions.AskAsync(query with { Shape = QueryShape.Count }, TimeZoneInfo.Utc, 1, null, default);
                // What the index cannot find is looked for in the newest events, and said to be so.
                if (counted.Cut is null) Assert.Equal(expected.Count, counted.Tallies.Sum(tally => tally.Count));
                else Assert.True(Names.FoldText(text).EnumerateRunes().Count() < SqliteTextIndex.Shortest);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task WhatIsPrunedLeavesTheIndex()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event() with { Summary = "a word xqzw to be forgotten" });
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        Assert.Equal(1, await Indexed(log.File, "xqzw"));
        log.Age(31);
        await log.Append(Some.Event() with { Summary = "a later word" });

        var report = await log.Retention(Old.Days(30)).RunAsync(dryRun: false, actor: null, null, default);

        Assert.Equal(1, report.Events.Values.Sum());
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        Assert.Equal(0, await Indexed(log.File, "xqzw"));
        Assert.Equal(1, await Indexed(log.File, "later"));
        Assert.Empty((await log.Within(OnlyTheIndex).AskAsync(new AuditQuery { Texts = ["forgotten"] }, TimeZoneInfo.Utc, 5, null, default)).Events);
    }

    [Fact]
    public async Task EventsOfOneInstantAreFoundEach()
    {
        await using var log = await TestLog.OnSqlite();
        for (var i = 0; i < 5; i++)
        {
            await log.Append(Some.Event() with { Summary = $"first told {i}" }, Some.Event() with { Summary = $"second told {i}" });
            await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        }
        var questions = log.Within(OnlyTheIndex);

        for (var i = 0; i < 5; i++) Assert.Single(await questions.AllPages(new AuditQuery { Texts = [$"second told {i}"] }, 10));
        Assert.Equal(10, (await questions.AllPages(new AuditQuery { Texts = ["told"] }, 3)).Count);
        Assert.Empty(await questions.AllPages(new AuditQuery { Texts = ["third told"] }, 3));
    }

    [Fact]
    public async Task ACommonTextFillsPagesAndACountOfItIsWhole()
    {
        await using var log = await TestLog.OnSqlite();
        await Append(log, [.. Enumerable.Range(0, 900).Select(i => $"common {(i % 400 == 0 ? "rare" : "often")}")]);
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        var questions = log.Within(OnlyTheIndex);

        Assert.Equal(900, (await questions.AllPages(new AuditQuery { Texts = ["common"] }, 100)).Count);
        Assert.Equal(3, (await questions.AllPages(new AuditQuery { Texts = ["common"], Scopes = ["rare"] }, 100)).Count);
        Assert.Equal(900, (await questions.AskAsync(new AuditQuery { Texts = ["common"], Shape = QueryShape.Count }, TimeZoneInfo.Utc, 1, null, default)).Tallies[0].Count);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("damaged")]
    [InlineData("another log's")]
    [InlineData("emptied")]
    public async Task AnIndexThatIsNotOfThisLogIsNotBelievedAndMadeAnew(string state)
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await TestLog.OnSqlite();
        await Append(log, ["told here", "and again"]);
        await Append(other, ["told there", "quite otherwise", "more"]);
        foreach (var each in new[] { log, other }) await each.Of<SqliteTextFeed>().FeedAllAsync(default);
        SqliteConnection.ClearAllPools();
        var file = log.File + ".text";
        if (state == "removed") File.Delete(file);
        if (state == "damaged") await File.WriteAllBytesAsync(file, new byte[5_000]);
        if (state == "another log's") File.Copy(other.File + ".text", file, overwrite: true);
        if (state == "emptied") await File.WriteAllBytesAsync(file, []);
        var query = new AuditQuery { Texts = ["told here"] };

        Assert.Single(await log.Questions.AllPages(query, 10));
        var feed = log.Of<SqliteTextFeed>();
        await feed.MendAsync(default);

        Assert.Single(await log.Within(OnlyTheIndex).AllPages(query, 10));
        Assert.Empty(await log.Within(OnlyTheIndex).AllPages(new AuditQuery { Texts = ["told there"] }, 10));
    }

    [Fact]
    public async Task ALogThatWasPutBackToAnOlderStateIsIndexedAnew()
    {
        await using var log = await TestLog.OnSqlite();
        await Append(log, ["before the backup"]);
        var backup = Path.Combine(Path.GetDirectoryName(log.File)!, "backup.db");
        await using (var from = new SqliteConnection(log.Settings.ConnectionString))
        await using (var to = new SqliteConnection($"Data Source={backup}"))
        {
            await from.OpenAsync();
            await to.OpenAsync();
            from.BackupDatabase(to);
        }
        await Append(log, ["lost meanwhile"]);
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        await using var restored = await TestLog.Open(new DatabaseSettings { ConnectionString = $"Data Source={backup}" });
        SqliteConnection.ClearAllPools();
        File.Copy(log.File + ".text", backup + ".text");
        await Append(restored, ["told instead"]);
        var questions = restored.Within(OnlyTheIndex);

        for (var i = 0; i < 2; i++)
        {
            Assert.Single(await restored.Questions.AllPages(new AuditQuery { Texts = ["told instead"] }, 10));
            await restored.Of<SqliteTextFeed>().FeedAllAsync(default);
        }

        Assert.Single(await questions.AllPages(new AuditQuery { Texts = ["told instead"] }, 10));
        Assert.Equal(1, await Indexed(backup, "before the") + await Indexed(backup, "lost meanwhile"));
    }

    [Fact]
    public async Task ALookThatTakesLongCanBeStopped()
    {
        await using var log = await TestLog.OnSqlite();
        await using var db = await log.Contexts.CreateDbContextAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var endless = db.Database.SqlQueryRaw<long>("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS Value FROM n WHERE i < 0");

        await Assert.ThrowsAnyAsync<Exception>(() => Task.Run(() => endless.ToListAsync(stop.Token)).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(0, await db.Events.CountAsync());
    }

    [Fact]
    public void ALogInMemoryHasNoFileBesideIt()
    {
        Assert.Null(SqliteTextIndex.FileOf("Data Source=:memory:"));
        Assert.Null(SqliteTextIndex.FileOf("Data Source=shared;Mode=Memory;Cache=Shared"));
        Assert.Equal(Path.GetFullPath("data/log.db.text"), SqliteTextIndex.FileOf("Data Source=data/log.db"));
    }

    static async Task<long> Indexed(string log, string text)
    {
        await using var index = new SqliteConnection($"Data Source={log}.text");
        await index.OpenAsync();
        await using var find = index.CreateCommand();
        find.CommandText = "SELECT count(*) FROM texts WHERE texts MATCH @text";
        find.Parameters.AddWithValue("@text", $"\"{text[..3]}\" AND \"{text[^3..]}\"");
        return (long)(await find.ExecuteScalarAsync())!;
    }

    static Task<AppendResult> Append(TestLog log, string[] summaries) => log.Append([.. summaries.Select((summary, i) => Some.Event(app: i % 3 == 0 ? "other" : "myapp") with
    {
        Summary = summary,
        OccurredAt = Some.Now.AddMinutes(i % 50),
        Scope = summary.Contains("rare", StringComparison.Ordinal) ? "rare" : null,
    })]);
}
