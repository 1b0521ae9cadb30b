using CsCheck;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.SqlServer;
using SlackAudit.Tests.Events;

namespace SlackAudit.Tests.Record;

public sealed class QuestionSqlTests
{
    [Fact]
    public async Task SqlAndMemoryReadEveryQuestionAlike()
    {
        await using var log = await TestLog.OnSqlite();
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
    public void EveryQuestionsTSqlParses()
    {
        using var context = new SqlServerAuditDbContext(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer("Server=none").Options);
        AuditQueryPredicateTests.AQuery.Sample(
            query => SchemaTests.AssertParses(context.Events.Where(query.ToPredicate())
                .OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(11).ToQueryString()),
            iter: 200,
            threads: 1);
    }

    [Fact]
    public async Task LettersWithoutAsciiAreFoundInAnyCase()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event(app: "Größe", actor: "ÉMILE") with { Summary = "Émile promoted GRÖSSE Ünïcode" });

        foreach (var query in new[] { new AuditQuery { Apps = ["grÖße"] }, new AuditQuery { Actors = ["émile"] }, new AuditQuery { Texts = ["ünÏcode"] } })
            Assert.Single((await log.Questions.AskAsync(query, TimeZoneInfo.Utc, 10, null, default)).Events);
    }
}
